package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The bean factories of an application context and of its ancestors.
 *
 * @since 0.1.0
 */
public final class BeanFactories {

	private BeanFactories() {
	}

	/**
	 * Return them.
	 * @param beanFactory the bean factory of an application context
	 * @return itself, its parent and so on
	 */
	public static List<ConfigurableListableBeanFactory> withAncestors(ConfigurableListableBeanFactory beanFactory) {
		List<ConfigurableListableBeanFactory> factories = new ArrayList<>();
		for (ConfigurableListableBeanFactory factory = beanFactory; factory != null; factory = parent(factory)) {
			factories.add(factory);
		}
		return factories;
	}

	private static @Nullable ConfigurableListableBeanFactory parent(ConfigurableListableBeanFactory factory) {
		BeanFactory parent = factory.getParentBeanFactory();
		if (parent instanceof ConfigurableApplicationContext context) {
			return context.getBeanFactory();
		}
		return (parent instanceof ConfigurableListableBeanFactory listable) ? listable : null;
	}

}
