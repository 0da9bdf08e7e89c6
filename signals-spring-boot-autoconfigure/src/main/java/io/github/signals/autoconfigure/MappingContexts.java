package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.util.ClassUtils;

/**
 * The mapping contexts of an application and of its ancestors. None is created for this:
 * a JPA application that starts its repositories lazily keeps doing so.
 */
final class MappingContexts {

	private static final String PERSISTENCE_UNIT = "jakarta.persistence.EntityManagerFactory";

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile @Nullable List<MappingContext<?, ?>> all;

	MappingContexts(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return those that are there. All beans are looked at for it, until all are there.
	 */
	List<MappingContext<?, ?>> present() {
		List<MappingContext<?, ?>> known = this.all;
		if (known != null) {
			return known;
		}
		List<MappingContext<?, ?>> present = new ArrayList<>();
		boolean complete = true;
		for (ConfigurableListableBeanFactory factory : factories()) {
			for (String name : factory.getBeanNamesForType(MappingContext.class, true, false)) {
				if (factory.containsSingleton(name)) {
					present.add(factory.getBean(name, MappingContext.class));
				}
				else {
					complete = false;
				}
			}
		}
		if (complete) {
			this.all = present;
		}
		return present;
	}

	boolean areAllPresent() {
		present();
		return this.all != null;
	}

	/**
	 * Return whether there is no persistence unit, whose entities they need not have.
	 */
	boolean areAlone() {
		if (!ClassUtils.isPresent(PERSISTENCE_UNIT, this.beanFactory.getBeanClassLoader())) {
			return true;
		}
		Class<?> type = ClassUtils.resolveClassName(PERSISTENCE_UNIT, this.beanFactory.getBeanClassLoader());
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false).length == 0;
	}

	private List<ConfigurableListableBeanFactory> factories() {
		List<ConfigurableListableBeanFactory> factories = new ArrayList<>();
		for (ConfigurableListableBeanFactory factory = this.beanFactory; factory != null; factory = parent(factory)) {
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
