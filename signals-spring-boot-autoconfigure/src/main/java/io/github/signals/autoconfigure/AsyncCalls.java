package io.github.signals.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where the calls of {@code ASYNC} receivers run, and what they carry there.
 */
final class AsyncCalls {

	private final @Nullable Supplier<Executor> executor;

	private final SingletonSupplier<UnaryOperator<Runnable>> carrier;

	AsyncCalls(ConfigurableListableBeanFactory beanFactory, @Nullable String executor,
			ObjectProvider<TaskDecorator> decorators) {
		this.executor = (executor != null) ? () -> executor(beanFactory, executor) : null;
		this.carrier = SingletonSupplier.of(() -> carrier((executor == null) ? decorators.orderedStream() : Stream.of(),
				beanFactory.getBeanClassLoader()));
	}

	/**
	 * Return the executor of the application, or nothing if the library is to use its
	 * own.
	 */
	@Nullable Supplier<Executor> executor() {
		return this.executor;
	}

	/**
	 * Bind to the thread of a call what was bound to the thread of the change.
	 */
	Runnable carry(Runnable call) {
		return this.carrier.obtain().apply(call);
	}

	private static Executor executor(BeanFactory beanFactory, String name) {
		try {
			return beanFactory.getBean(name, Executor.class);
		}
		catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException ex) {
			throw new InvalidConfigurationPropertyValueException("signals.async.executor", name,
					"It must be the name of an Executor bean. Remove the property to use the library's own executor.");
		}
	}

	/**
	 * As Boot does it for its own executor, and always with what is bound to the thread.
	 */
	private static UnaryOperator<Runnable> carrier(Stream<TaskDecorator> decorators,
			@Nullable ClassLoader classLoader) {
		List<TaskDecorator> all = new ArrayList<>(decorators.toList());
		if (ClassUtils.isPresent("io.micrometer.context.ContextSnapshot", classLoader)
				&& all.stream().noneMatch(ContextPropagatingTaskDecorator.class::isInstance)) {
			all.add(new ContextPropagatingTaskDecorator());
		}
		return (work) -> {
			Runnable decorated = work;
			for (TaskDecorator decorator : all) {
				decorated = decorator.decorate(decorated);
			}
			return decorated;
		};
	}

}
