package io.github.signals.declaration;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.ReceiverCondition;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.TypedCondition;

/**
 * Finds the conditions that receivers name by their classes: a bean, or an object that is
 * created when it is asked for the first time.
 */
final class ConditionBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	ConditionBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the conditions of a declaration.
	 */
	List<TypedCondition> of(Declared declaration) {
		List<TypedCondition> conditions = new ArrayList<>();
		for (Class<?> type : declaration.when()) {
			conditions.add(new TypedCondition(type.getSimpleName(), SingletonSupplier.of(() -> obtain(type))));
		}
		for (ReceiverCondition<?> given : declaration.givenConditions()) {
			conditions.add(new TypedCondition(given.describe(), () -> given));
		}
		return conditions;
	}

	private ReceiverCondition<?> obtain(Class<?> type) {
		Object bean = this.beanFactory.getBeanProvider(type).getIfUnique();
		return (ReceiverCondition<?>) ((bean != null) ? bean : this.beanFactory.createBean(type));
	}

	/**
	 * Check whether each condition can be found. No bean is created for this.
	 * @return the problems
	 */
	List<DeclarationProblem> check(Declared declaration) {
		List<DeclarationProblem> problems = new ArrayList<>();
		for (Class<?> type : declaration.when()) {
			String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false);
			if (names.length == 0 && Modifier.isAbstract(type.getModifiers())) {
				problems
					.add(declaration.problem("The condition " + type.getName() + " is abstract, and no bean has it.",
							"Name a class that can be created, or declare a bean of this type."));
			}
			else if (names.length > 1 && primaries(names) != 1) {
				problems.add(declaration.problem(
						"The condition " + type.getName() + " has several beans: " + String.join(", ", names) + ".",
						"Make one of them @Primary, or name a class that only one bean has."));
			}
		}
		return problems;
	}

	private long primaries(String[] names) {
		long primaries = 0;
		for (String name : names) {
			primaries += (this.beanFactory.containsBeanDefinition(name)
					&& this.beanFactory.getMergedBeanDefinition(name).isPrimary()) ? 1 : 0;
		}
		return primaries;
	}

}
