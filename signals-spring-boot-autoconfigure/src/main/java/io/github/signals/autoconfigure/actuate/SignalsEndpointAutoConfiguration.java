package io.github.signals.autoconfigure.actuate;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.DispatchTrace;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.actuate.SignalsEndpointWebExtension;
import io.github.signals.actuate.TraceStreams;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.EntityCatalogs;
import io.github.signals.dispatch.ReceiverRegistry;

/**
 * Auto-configuration for the {@code signals} endpoint if it is exposed. If it is not
 * exposed, nothing is counted or remembered.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SignalsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(SignalsEndpoint.class)
public final class SignalsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CallStatistics signalsCallStatistics() {
		return new CallStatistics();
	}

	@Bean
	@ConditionalOnMissingBean
	DispatchTrace signalsDispatchTrace(SignalsProperties properties, ReceiverRegistry signalsReceiverRegistry,
			TransactionJournals signalsTransactionJournals) {
		return new DispatchTrace(properties.getTrace().getSize(), signalsReceiverRegistry,
				signalsTransactionJournals::trace);
	}

	@Bean
	@ConditionalOnMissingBean
	SignalsEndpoint signalsEndpoint(Signals signals, CallStatistics signalsCallStatistics,
			ObjectProvider<EntityCatalog> catalog) {
		return new SignalsEndpoint(signals, signalsCallStatistics,
				() -> EntityCatalogs.of(catalog.stream().toList()).types());
	}

	@Bean
	@ConditionalOnMissingBean
	SignalsEndpointWebExtension signalsEndpointWebExtension(SignalsEndpoint signalsEndpoint, Signals signals,
			DispatchTrace signalsDispatchTrace, ObjectProvider<TraceStreams> streams) {
		return new SignalsEndpointWebExtension(signalsEndpoint, signals, signalsDispatchTrace, streams::getIfAvailable);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SseEmitter.class, JsonMapper.class })
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletStreamConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TraceStreams signalsTraceStreams(DispatchTrace signalsDispatchTrace) {
			return TraceStreams.servlet(signalsDispatchTrace);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveStreamConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TraceStreams signalsTraceStreams(DispatchTrace signalsDispatchTrace) {
			return TraceStreams.reactive(signalsDispatchTrace);
		}

	}

}
