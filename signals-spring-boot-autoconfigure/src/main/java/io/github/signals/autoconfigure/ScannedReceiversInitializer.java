package io.github.signals.autoconfigure;

import org.springframework.aot.AotDetector;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Has the component scan tell of classes with receivers: it begins before there is a bean
 * of an auto-configuration.
 */
final class ScannedReceiversInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext applicationContext) {
		if (!AotDetector.useGeneratedArtifacts()
				&& applicationContext.getEnvironment().getProperty("signals.enabled", Boolean.class, true)) {
			applicationContext.getBeanFactory().registerSingleton(ScannedReceivers.BEAN_NAME, new ScannedReceivers());
		}
	}

}
