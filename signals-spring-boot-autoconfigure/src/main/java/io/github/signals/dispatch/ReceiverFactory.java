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

import io.github.signals.BulkWrite;
import io.github.signals.CollectionChange;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSave;
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalReceiver;

/**
 * Makes receivers of declarations and of lambdas: bound, with their conditions parsed and
 * their delivery around them.
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
	 * @param beanFactory where the beans are
	 * @param beans who knows which of them are destroyed
	 * @param decorator what deliveries put around a call
	 * @param watcher who watches the receivers
	 * @param errorHandler who handles what is thrown after the end of a transaction
	 * @param failureRate who counts that
	 * @param enabled which receivers run, by their uid
	 * @param maxDepth how deep receivers may call each other
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
		int batchSize = (declaration.isBatch() && attributes.batchSize() == 0) ? Integer.MAX_VALUE
				: attributes.batchSize();
		ReceiverInfo info = new ReceiverInfo(declaration.uid(), declaration.describeMethod(),
				List.copyOf(declaration.signals()), List.copyOf(declaration.senders()), attributes.delivery(),
				order(declaration.method()), this.enabled.test(declaration.uid()), filter.describe());
		BeanMethodCall call = new BeanMethodCall(this.beanFactory, declaration.beanName(), invocable,
				declaration.parameters());
		this.beans.add(declaration.beanName(), call);
		return create(info, filter, batchSize, errorHandler(attributes), call);
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

	@SuppressWarnings("unchecked")
	<S extends Signal<?>> RegisteredReceiver create(ReceiverSpec<S> spec, SignalReceiver<? super S> receiver) {
		boolean saves = PostSave.class == spec.getSignal();
		check(saves || spec.getOn().isEmpty(), "'on' is known of PostSave only");
		check(saves || CollectionChange.class == spec.getSignal() || spec.getChanged().isEmpty(),
				"'changed' is known of PostSave and CollectionChange only");
		check(!spec.isIds() || BulkWrite.class == spec.getSignal(), "'ids' are known of BulkWrite only");
		check(!DeclarationRules.IMMEDIATE.contains(spec.getSignal()) || spec.getDelivery() == Delivery.IN_TRANSACTION,
				"PreSave, PreDelete and PostLoad are heard IN_TRANSACTION only");
		check(spec.getDelivery() != Delivery.DURABLE,
				"A receiver that is connected at run time cannot be DURABLE, as its calls may outlive it: declare a bean"
						+ " method");
		String uid = (spec.getUid() != null) ? spec.getUid() : ReceiverKey.generate(this.generated.incrementAndGet());
		Set<On> on = spec.getOn();
		ReceiverFilter filter = new ReceiverFilter(on, spec.getChanged(), null, spec.isImports(), saves, spec.isIds(),
				true, true, false);
		ReceiverInfo info = new ReceiverInfo(uid, describe(receiver.getClass().getName()), List.of(spec.getSignal()),
				List.of(spec.getSender()), spec.getDelivery(), spec.getOrder(), this.enabled.test(uid),
				filter.describe());
		return create(info, filter, 0, null, (payload, context) -> {
			receiver.receive((S) payload);
			return null;
		});
	}

	private static String describe(String className) {
		int lambda = className.indexOf("$$Lambda");
		return (lambda != -1) ? "lambda in " + className.substring(0, lambda) : className;
	}

	private static void check(boolean fulfilled, String rule) {
		if (!fulfilled) {
			throw new IllegalArgumentException(rule);
		}
	}

	RegisteredReceiver createListenerBridge(String uid, Set<Class<?>> signals, Set<Class<?>> senders,
			ReceiverCall call) {
		ReceiverInfo info = new ReceiverInfo(uid, "@EventListener methods", List.copyOf(signals), List.copyOf(senders),
				Delivery.IN_TRANSACTION, Ordered.LOWEST_PRECEDENCE, this.enabled.test(uid));
		return create(info, new ReceiverFilter(Set.of(), Set.of(), null, false, true, false, true, true, true), 0, null,
				call);
	}

}
