package io.github.signals.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Auto-configuration for the check that a connection pool is large enough for receivers
 * that run while their caller still holds a connection.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass(DataSourcePoolMetadataProvider.class)
@ConditionalOnBooleanProperty(name = "signals.enabled", matchIfMissing = true)
public final class SignalsConnectionPoolAutoConfiguration {

	@Bean
	ConnectionPoolCheck signalsConnectionPoolCheck(ApplicationContext applicationContext,
			ReceiverRegistry signalsReceiverRegistry,
			ObjectProvider<DataSourcePoolMetadataProvider> metadataProviders) {
		return new ConnectionPoolCheck(applicationContext, signalsReceiverRegistry, metadataProviders);
	}

}
