package io.github.signals.autoconfigure.data;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.util.ClassUtils;

import io.github.signals.autoconfigure.BeanFactories;
import io.github.signals.autoconfigure.jpa.PersistenceUnits;
import io.github.signals.capture.repository.EntityMappings;

/**
 * The mapping contexts of an application and of its ancestors. None is created for this:
 * a JPA application that starts its repositories lazily keeps doing so.
 */
final class MappingContexts {

	private static final String PERSISTENCE_UNIT = "jakarta.persistence.EntityManagerFactory";

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile @Nullable List<MappingContext<?, ?>> all;

	private volatile boolean allButThatOfJpa;

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
		List<@Nullable Class<?>> missing = new ArrayList<>();
		for (ConfigurableListableBeanFactory factory : BeanFactories.withAncestors(this.beanFactory)) {
			for (String name : factory.getBeanNamesForType(MappingContext.class, true, false)) {
				if (factory.containsSingleton(name)) {
					present.add(factory.getBean(name, MappingContext.class));
				}
				else {
					missing.add(factory.getType(name, false));
				}
			}
		}
		this.allButThatOfJpa = missing.stream().allMatch(EntityMappings::isOfJpa);
		if (missing.isEmpty()) {
			this.all = present;
		}
		return present;
	}

	/**
	 * Return whether all are there but that of JPA, which tells nothing that its
	 * metamodel does not tell.
	 */
	boolean areAllPresent() {
		present();
		return this.allButThatOfJpa;
	}

	/**
	 * Return whether there is no persistence unit whose entities nobody tells.
	 */
	boolean areAlone() {
		if (this.beanFactory.containsBean(PersistenceUnits.BEAN_NAME)
				|| !ClassUtils.isPresent(PERSISTENCE_UNIT, this.beanFactory.getBeanClassLoader())) {
			return true;
		}
		Class<?> type = ClassUtils.resolveClassName(PERSISTENCE_UNIT, this.beanFactory.getBeanClassLoader());
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false).length == 0;
	}

}
