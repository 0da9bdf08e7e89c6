package io.github.signals.dispatch;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.NativeDetector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;

/**
 * Creates receivers from declarations and from lambdas, bound to their beans, with parsed
 * conditions and decorated with their delivery.
 *
 * @since 0.1.0
 */
public final class ReceiverFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ReceiverBeans beans;

	private final CallDecorator decorator;

	private final Supplier<CallDecorator> watcher;

	private final ReceiverErrorHandler errorHandler;

	private final FailureRate failureRate;

	private final Predicate<String> enabled;

	private final int maxDepth;

	private final SpelExpressionParser parser;

	private final StandardEvaluationContext evaluationContext = new StandardEvaluationContext();

	private final AtomicLong generated = new AtomicLong();

	/**
	 * Create a factory.
	 * @param beanFactory the bean factory
	 * @param beans tracks which beans have been destroyed
	 * @param decorator the decorator of the deliveries
	 * @param watcher the decorator that watches the receivers
	 * @param errorHandler handles exceptions after the end of a transaction
	 * @param failureRate counts these exceptions
	 * @param enabled which receivers run, by their uid
	 * @param maxDepth how deeply receivers may trigger one another
	 */
	public ReceiverFactory(ConfigurableListableBeanFactory beanFactory, ReceiverBeans beans, CallDecorator decorator,
			Supplier<CallDecorator> watcher, ReceiverErrorHandler errorHandler, FailureRate failureRate,
			Predicate<String> enabled, int maxDepth) {
		this.beanFactory = beanFactory;
		this.beans = beans;
		this.decorator = decorator;
		this.watcher = watcher;
		this.errorHandler = errorHandler;
		this.failureRate = failureRate;
		this.enabled = enabled;
		this.maxDepth = maxDepth;
		// A native image cannot define the classes of compiled expressions.
		SpelCompilerMode mode = NativeDetector.inNativeImage() ? SpelCompilerMode.OFF : SpelCompilerMode.MIXED;
		this.parser = new SpelExpressionParser(new SpelParserConfiguration(mode, beanFactory.getBeanClassLoader()));
		this.evaluationContext.setBeanResolver(new BeanFactoryResolver(beanFactory));
	}

	RegisteredReceiver create(ReceiverDeclaration declaration, Method invocable) {
		ReceiverAttributes attributes = declaration.attributes();
		Condition condition = parse(attributes.condition());
		boolean readsChanges = condition != null && condition.asksChanges() || readsChanges(declaration);
		ReceiverFilter filter = new ReceiverFilter(new LinkedHashSet<>(attributes.on()),
				new LinkedHashSet<>(attributes.changed()), condition, attributes.imports(), readsChanges,
				attributes.ids(), declaration.takesInstance(), attributes.ordered(), false);
		ReceiverInfo info = new ReceiverInfo(declaration.uid(), declaration.describeMethod(),
				List.copyOf(declaration.signals()), List.copyOf(declaration.senders()), attributes.delivery(),
				order(declaration.method()), this.enabled.test(declaration.uid()), filter.describe());
		BeanMethodCall call = new BeanMethodCall(this.beanFactory, declaration.beanName(), invocable,
				declaration.parameters());
		this.beans.add(declaration.beanName(), call);
		return create(info, filter, batchSize(declaration), errorHandler(attributes), call);
	}

	private static int order(Method method) {
		Order order = AnnotatedElementUtils.findMergedAnnotation(method, Order.class);
		return (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE;
	}

	private static boolean readsChanges(ReceiverDeclaration declaration) {
		for (ReceiverParameter parameter : declaration.parameters()) {
			if (parameter.kind() == ReceiverParameter.Kind.CHANGES || parameter.isSignal()) {
				return true;
			}
		}
		return false;
	}

	private RegisteredReceiver create(ReceiverInfo info, ReceiverFilter filter, int batchSize,
			@Nullable ReceiverErrorHandler handler, ReceiverCall call) {
		boolean durable = info.delivery() == Delivery.DURABLE;
		boolean rethrow = info.delivery().isTransactional() || durable;
		ReceiverErrorHandler byDelivery = rethrow ? Failures::rethrow : this.errorHandler;
		// A handler ends no durable call: each attempt fails, and the handler hears of
		// it.
		ReceiverErrorHandler chosen = (handler != null && !durable) ? handler : byDelivery;
		return new RegisteredReceiver(info, filter, batchSize, rethrow ? chosen : this.failureRate.count(chosen),
				attempts(handler), this.maxDepth, call, this.watcher.get(), this.decorator);
	}

	/**
	 * Return who hears of the attempts of a durable receiver: its own handler of each,
	 * and the one of all receivers of what has finally failed.
	 */
	private ReceiverErrorHandler attempts(@Nullable ReceiverErrorHandler own) {
		return (failure) -> {
			try {
				if (own != null) {
					own.handle(failure);
				}
			}
			finally {
				if (failure.parked()) {
					this.errorHandler.handle(failure);
				}
			}
		};
	}

	private @Nullable ReceiverErrorHandler errorHandler(ReceiverAttributes attributes) {
		Class<? extends ReceiverErrorHandler> type = attributes.onError();
		if (type == ReceiverErrorHandler.class) {
			return null;
		}
		SingletonSupplier<ReceiverErrorHandler> handler = SingletonSupplier.of(() -> {
			ReceiverErrorHandler bean = this.beanFactory.getBeanProvider(type).getIfUnique();
			return (bean != null) ? bean : this.beanFactory.createBean(type);
		});
		return (failure) -> handler.obtain().handle(failure);
	}

	@Nullable Condition parse(String expression) throws ParseException {
		return expression.isEmpty() ? null
				: new Condition(this.parser.parseExpression(expression), this.evaluationContext);
	}

	RegisteredReceiver create(SpecifiedReceiver specified, ReceiverCall call) {
		ReceiverSpec<?> spec = specified.spec();
		boolean saves = PostSave.class == spec.getSignal();
		String uid = (spec.getUid() != null) ? spec.getUid() : ReceiverKey.generate(this.generated.incrementAndGet());
		ReceiverFilter filter = new ReceiverFilter(spec.getOn(), spec.getChanged(), parse(spec.getCondition()),
				spec.isImports(), saves, spec.isIds(), true, true, false);
		ReceiverInfo info = new ReceiverInfo(uid, specified.name(), List.of(spec.getSignal()),
				List.of(spec.getSender()), spec.getDelivery(), spec.getOrder(), this.enabled.test(uid),
				filter.describe());
		return create(info, filter, batchSize(specified), spec.getOnError(), call);
	}

	private static int batchSize(Declared declaration) {
		return (declaration.isBatch() && declaration.batchSize() == 0) ? Integer.MAX_VALUE : declaration.batchSize();
	}

	RegisteredReceiver createListenerBridge(String uid, Set<Class<?>> signals, Set<Class<?>> senders,
			ReceiverCall call) {
		ReceiverInfo info = new ReceiverInfo(uid, "@EventListener methods", List.copyOf(signals), List.copyOf(senders),
				Delivery.IN_TRANSACTION, Ordered.LOWEST_PRECEDENCE, this.enabled.test(uid));
		return create(info, new ReceiverFilter(Set.of(), Set.of(), null, false, true, false, true, true, true), 0, null,
				call);
	}

}
