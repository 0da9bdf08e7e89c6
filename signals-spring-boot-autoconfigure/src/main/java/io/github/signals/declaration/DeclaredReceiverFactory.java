package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

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
import io.github.signals.ReceiverErrorHandler;
import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.SaveSignal;
import io.github.signals.dispatch.Condition;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.ReceiverCall;
import io.github.signals.dispatch.ReceiverFactory;
import io.github.signals.dispatch.ReceiverFilter;
import io.github.signals.dispatch.ReceiverKey;
import io.github.signals.dispatch.ReceiverNeeds;
import io.github.signals.dispatch.ReceiverParts;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Makes receivers of what declares them: of annotated methods and of specifications, with
 * their conditions parsed and their beans bound.
 *
 * @since 0.1.0
 */
public final class DeclaredReceiverFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ReceiverBeans beans;

	private final ReceiverFactory receivers;

	private final SpelExpressionParser parser;

	private final StandardEvaluationContext evaluationContext = new StandardEvaluationContext();

	private final ConditionBeans conditions;

	private final UnaryOperator<ReceiverCall> reload;

	private final AtomicLong generated = new AtomicLong();

	/**
	 * Create a factory.
	 * @param beanFactory the bean factory
	 * @param beans tracks which beans have been destroyed
	 * @param receivers creates receivers from calls
	 * @param reload makes calls with instances that are read anew
	 */
	public DeclaredReceiverFactory(ConfigurableListableBeanFactory beanFactory, ReceiverBeans beans,
			ReceiverFactory receivers, UnaryOperator<ReceiverCall> reload) {
		this.reload = reload;
		this.beanFactory = beanFactory;
		this.beans = beans;
		this.receivers = receivers;
		this.conditions = new ConditionBeans(beanFactory);
		// A native image cannot define the classes of compiled expressions.
		SpelCompilerMode mode = NativeDetector.inNativeImage() ? SpelCompilerMode.OFF : SpelCompilerMode.MIXED;
		this.parser = new SpelExpressionParser(new SpelParserConfiguration(mode, beanFactory.getBeanClassLoader()));
		this.evaluationContext.setBeanResolver(new BeanFactoryResolver(beanFactory));
	}

	/**
	 * Check what depends on the beans.
	 * @param declared what a receiver declares
	 * @return the problems
	 */
	List<DeclarationProblem> check(Declared declared) {
		return this.conditions.check(declared);
	}

	RegisteredReceiver create(ReceiverDeclaration declaration, Method invocable) {
		ReceiverAttributes attributes = declaration.attributes();
		Condition condition = parse(attributes.condition());
		ReceiverFilter filter = new ReceiverFilter(new LinkedHashSet<>(attributes.on()),
				new LinkedHashSet<>(attributes.changed()), condition, this.conditions.of(declaration),
				attributes.imports(), new LinkedHashSet<>(attributes.of()));
		boolean readsSave = !declaration.when().isEmpty();
		boolean readsChanges = condition != null && condition.asksChanges() || readsSave || readsChanges(declaration);
		boolean readsCreation = condition != null && condition.asksCreation() || readsSave
				|| declaration.takes(ReceiverParameter.Kind.CREATED);
		ReceiverNeeds needs = new ReceiverNeeds(readsChanges, readsCreation, declaration.takesNotes(), attributes.ids(),
				declaration.takesInstance(), attributes.ordered(), false, declaration.takesSnapshot(),
				batchSize(declaration), new ReceiverParts(attributes.parts()),
				declaration.takes(ReceiverParameter.Kind.CONTEXT));
		ReceiverInfo info = new ReceiverInfo(declaration.uid(), declaration.describeMethod(),
				List.copyOf(declaration.signals()), List.copyOf(declaration.senders()), attributes.delivery(),
				order(declaration.method()), attributes.after(), this.receivers.isEnabled(declaration.uid()),
				filter.describe(needs.parts(), attributes.ordered()));
		BeanMethodCall call = new BeanMethodCall(this.beanFactory, declaration.beanName(), invocable,
				declaration.parameters());
		this.beans.add(declaration.beanName(), call);
		boolean awaited = CompletionStage.class.isAssignableFrom(invocable.getReturnType());
		return this.receivers.create(info, filter, needs, errorHandler(attributes),
				reloading(declaration, awaited ? new AwaitedCall(call) : call));
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

	private @Nullable Condition parse(String expression) throws ParseException {
		return expression.isEmpty() ? null
				: new Condition(this.parser.parseExpression(expression), this.evaluationContext);
	}

	RegisteredReceiver create(SpecifiedReceiver specified, ReceiverCall call) {
		ReceiverSpec<?> spec = specified.spec();
		String uid = (spec.getUid() != null) ? spec.getUid() : ReceiverKey.generate(this.generated.incrementAndGet());
		ReceiverFilter filter = new ReceiverFilter(spec.getOn(), spec.getChanged(), parse(spec.getCondition()),
				this.conditions.of(specified), spec.isImports(), Set.of());
		boolean readsSave = SaveSignal.class.isAssignableFrom(spec.getSignal());
		ReceiverNeeds needs = new ReceiverNeeds(readsSave, readsSave, spec.isNotes(), spec.isIds(), true, true, false,
				false, batchSize(specified), new ReceiverParts(spec.getParts()), true);
		ReceiverInfo info = new ReceiverInfo(uid, specified.name(), List.of(spec.getSignal()),
				List.of(spec.getSender()), spec.getDelivery(), spec.getOrder(), spec.getAfter(),
				this.receivers.isEnabled(uid), filter.describe(needs.parts(), true));
		return this.receivers.create(info, filter, needs, spec.getOnError(), reloading(specified, call));
	}

	private ReceiverCall reloading(Declared declared, ReceiverCall call) {
		return declared.reload() ? this.reload.apply(call) : call;
	}

	private static int batchSize(Declared declaration) {
		int all = (declaration.delivery() == Delivery.DURABLE) ? DurableRules.LIST : Integer.MAX_VALUE;
		return (declaration.isBatch() && declaration.batchSize() == 0) ? all : declaration.batchSize();
	}

	RegisteredReceiver createListenerBridge(String uid, Set<Class<?>> signals, Set<Class<?>> senders,
			ReceiverCall call) {
		ReceiverInfo info = new ReceiverInfo(uid, "@EventListener methods", List.copyOf(signals), List.copyOf(senders),
				Delivery.IN_TRANSACTION, Ordered.LOWEST_PRECEDENCE, this.receivers.isEnabled(uid));
		return this.receivers.create(info, new ReceiverFilter(Set.of(), Set.of(), null, false),
				new ReceiverNeeds(true, true, false, false, true, true, true, false, 0, ReceiverParts.NONE, true), null,
				call);
	}

}
