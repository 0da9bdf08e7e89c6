package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

import io.github.signals.ReceiverInfo;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Warns at startup if a connection pool has only one connection and there are receivers
 * that run while their caller holds it.
 */
class ConnectionPoolCheck implements ApplicationListener<ContextRefreshedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionPoolCheck.class);

	private final ApplicationContext applicationContext;

	private final ReceiverRegistry registry;

	private final ObjectProvider<DataSourcePoolMetadataProvider> metadataProviders;

	ConnectionPoolCheck(ApplicationContext applicationContext, ReceiverRegistry registry,
			ObjectProvider<DataSourcePoolMetadataProvider> metadataProviders) {
		this.applicationContext = applicationContext;
		this.registry = registry;
		this.metadataProviders = metadataProviders;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.applicationContext) {
			return;
		}
		List<String> receivers = new ArrayList<>();
		for (ReceiverInfo receiver : this.registry.receivers()) {
			if (receiver.enabled() && ConnectionHint.holdsConnection(receiver.delivery())) {
				receivers.add(receiver.uid());
			}
		}
		if (!receivers.isEmpty()) {
			check(receivers);
		}
	}

	private void check(List<String> receivers) {
		DataSourcePoolMetadataProvider provider = new CompositeDataSourcePoolMetadataProvider(
				this.metadataProviders.stream().toList());
		this.applicationContext.getBeansOfType(DataSource.class, true, false).forEach((name, dataSource) -> {
			DataSourcePoolMetadata metadata = provider.getDataSourcePoolMetadata(dataSource);
			Integer max = (metadata != null) ? metadata.getMax() : null;
			if (max != null && max == 1) {
				logger.warn("""
						The connection pool '{}' has only one connection. Receivers {} run while their caller still \
						holds it: a receiver that uses the database waits for a second connection until the pool \
						times out, and fails. Give the pool at least two connections, or choose the delivery \
						ASYNC.""", name, receivers);
			}
		});
	}

}
