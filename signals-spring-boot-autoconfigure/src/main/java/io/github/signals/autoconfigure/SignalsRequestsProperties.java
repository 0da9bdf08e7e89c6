package io.github.signals.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Configuration properties for the signals of HTTP requests.
 *
 * @since 0.1.0
 */
public class SignalsRequestsProperties {

	/**
	 * Whether to signal requests. By default, they are signalled if a bean method hears
	 * RequestStarted or RequestFinished, and not for receivers that are connected at run
	 * time.
	 */
	private @Nullable Boolean enabled;

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

}
