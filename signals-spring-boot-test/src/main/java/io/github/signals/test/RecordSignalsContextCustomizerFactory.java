package io.github.signals.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Adds the recorder to the application contexts of tests with {@link RecordSignals}, and
 * to no other.
 */
final class RecordSignalsContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, RecordSignals.class) ? new Recording() : null;
	}

	/**
	 * A record, as what is equal shares an application context.
	 */
	private record Recording() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			BeanDefinitionRegistry beans = (BeanDefinitionRegistry) context.getBeanFactory();
			beans.registerBeanDefinition("signalsTestRecorder", new RootBeanDefinition(SignalsRecorder.class));
			beans.registerBeanDefinition("signalsTestRecorded", new RootBeanDefinition(RecordedSignals.class));
		}

	}

}
