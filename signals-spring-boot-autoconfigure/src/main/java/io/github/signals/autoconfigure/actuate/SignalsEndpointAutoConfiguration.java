package io.github.signals.autoconfigure.actuate;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
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
import io.github.signals.actuate.SeenChanges;
import io.github.signals.actuate.SignalsConsole;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.actuate.SignalsEndpointWebExtension;
import io.github.signals.actuate.TraceStreams;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsProperties;
import io.github.signals.delivery.TransactionJournals;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.EntityCatalogs;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.StartupFindings;

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
	SeenChanges signalsSeenChanges(SignalsProperties properties) {
		return new SeenChanges(properties.getTrace().getSize() > 0);
	}

	@Bean
	@ConditionalOnMissingBean
	SignalsConsole signalsConsole(Signals signals, CallStatistics signalsCallStatistics, SeenChanges signalsSeenChanges,
			ObjectProvider<EntityCatalog> catalog, StartupFindings signalsStartupFindings, SignalsProperties properties,
			ObjectProvider<EndpointAccessResolver> access) {
		return new SignalsConsole(signals, signalsCallStatistics, signalsSeenChanges,
				() -> EntityCatalogs.of(catalog.stream().toList()).types(), signalsStartupFindings,
				new SignalsConsole.Settings(isReadOnly(access), properties.getTrace().getSize(),
						properties.getSlowReceiverThreshold()));
	}

	private static boolean isReadOnly(ObjectProvider<EndpointAccessResolver> access) {
		EndpointAccessResolver resolver = access.getIfAvailable();
		return resolver != null
				&& resolver.accessFor(EndpointId.of("signals"), Access.UNRESTRICTED) != Access.UNRESTRICTED;
	}

	@Bean
	@ConditionalOnMissingBean
	SignalsEndpointWebExtension signalsEndpointWebExtension(SignalsEndpoint signalsEndpoint, Signals signals,
			DispatchTrace signalsDispatchTrace, SignalsConsole signalsConsole, ObjectProvider<TraceStreams> streams,
			ObjectProvider<PathMappedEndpoints> endpoints) {
		return new SignalsEndpointWebExtension(signalsEndpoint, signals, signalsDispatchTrace, signalsConsole,
				streams::getIfAvailable, () -> ConsoleAnnouncement.path(endpoints));
	}

	/**
	 * Says where the console is. Where the endpoint is only exposed over JMX there is
	 * none.
	 */
	@Bean
	@ConditionalOnAvailableEndpoint(endpoint = SignalsEndpoint.class, exposure = EndpointExposure.WEB)
	ConsoleAnnouncement signalsConsoleAnnouncement(ObjectProvider<PathMappedEndpoints> endpoints) {
		return new ConsoleAnnouncement(endpoints);
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
