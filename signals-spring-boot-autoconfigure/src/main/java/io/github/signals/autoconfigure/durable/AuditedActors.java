package io.github.signals.autoconfigure.durable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The classes that an actor may have, according to the {@code AuditorAware} beans.
 */
final class AuditedActors implements Supplier<Collection<Class<?>>> {

	private static final String AUDITOR_AWARE = "org.springframework.data.domain.AuditorAware";

	private final ConfigurableListableBeanFactory beanFactory;

	AuditedActors(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Collection<Class<?>> get() {
		Set<Class<?>> types = new LinkedHashSet<>();
		ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
		if (ClassUtils.isPresent(AUDITOR_AWARE, classLoader)) {
			Class<?> auditorAware = ClassUtils.resolveClassName(AUDITOR_AWARE, classLoader);
			for (String name : this.beanFactory.getBeanNamesForType(auditorAware, true, false)) {
				Class<?> actor = actor(name, auditorAware);
				if (actor != null && actor != Object.class) {
					types.add(actor);
				}
			}
		}
		return types;
	}

	private @Nullable Class<?> actor(String beanName, Class<?> auditorAware) {
		Class<?> declared = this.beanFactory.containsBeanDefinition(beanName) ? of(beanName, auditorAware) : null;
		Class<?> type = this.beanFactory.getType(beanName, false);
		return (declared != null || type == null) ? declared
				: ResolvableType.forClass(type).as(auditorAware).resolveGeneric(0);
	}

	private @Nullable Class<?> of(String beanName, Class<?> auditorAware) {
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		return definition.getResolvableType().as(auditorAware).resolveGeneric(0);
	}

}
