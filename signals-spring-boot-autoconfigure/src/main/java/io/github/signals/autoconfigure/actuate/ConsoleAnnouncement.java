package io.github.signals.autoconfigure.actuate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * Names the console in the log of the startup.
 */
class ConsoleAnnouncement implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleAnnouncement.class);

	private final ObjectProvider<PathMappedEndpoints> endpoints;

	ConsoleAnnouncement(ObjectProvider<PathMappedEndpoints> endpoints) {
		this.endpoints = endpoints;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String path = path(this.endpoints);
		if (path != null) {
			logger.info("Exposing the signals console at '{}/console.html'", path);
		}
	}

	/**
	 * Return the path of the endpoint, or {@code null} if a filter hides it.
	 */
	static @Nullable String path(ObjectProvider<PathMappedEndpoints> endpoints) {
		PathMappedEndpoints paths = endpoints.getIfAvailable();
		return (paths != null) ? paths.getPath(EndpointId.of("signals")) : null;
	}

}
