package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.github.signals.Signal;
import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ForeignEvents;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Publishes signals as application events to the application context whose
 * {@code @EventListener} methods accept them, and only if there is such a method. They
 * are also published as the events of others that tell the same.
 *
 * @since 0.1.0
 */
public final class EventListenerBridge {

	private final AbstractApplicationContext applicationContext;

	private final ForeignEvents foreign;

	private final String uid;

	private final Set<ResolvableType> heard = new CopyOnWriteArraySet<>();

	private @Nullable RegisteredReceiver publisher;

	private volatile @Nullable Listeners listeners;

	/**
	 * Create a bridge.
	 * @param applicationContext the context of the listeners
	 * @param foreign the events of others that signals are published as, too
	 */
	public EventListenerBridge(ApplicationContext applicationContext, ForeignEvents foreign) {
		this.applicationContext = (AbstractApplicationContext) applicationContext;
		this.foreign = foreign;
		this.uid = "springEventListeners"
				+ ((applicationContext.getParent() != null) ? "#" + applicationContext.getId() : "");
	}

	void inspect(Class<?> type) {
		this.heard.addAll(heardBy(type,
				(event) -> Signal.class.isAssignableFrom(event) || !this.foreign.signals(event).isEmpty()));
	}

	/**
	 * Return the events that event listeners of a class hear.
	 * @param type the class
	 * @param events which events to look for
	 */
	static Set<ResolvableType> heardBy(Class<?> type, Predicate<Class<?>> events) {
		Set<ResolvableType> heard = new LinkedHashSet<>();
		MethodIntrospector
			.selectMethods(type,
					(Method method) -> AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class))
			.forEach((method, listener) -> heard.addAll(events(type, method, listener)));
		heard.removeIf((event) -> !events.test(event.toClass()));
		return heard;
	}

	private static List<ResolvableType> events(Class<?> type, Method method, EventListener listener) {
		List<ResolvableType> events = new ArrayList<>();
		for (Class<?> event : listener.classes()) {
			events.add(ResolvableType.forClass(event));
		}
		if (events.isEmpty() && method.getParameterCount() == 1) {
			events.add(ResolvableType.forMethodParameter(method, 0, type));
		}
		return events;
	}

	void connect(ReceiverRegistry registry, DeclaredReceiverFactory factory) {
		if (this.heard.isEmpty()) {
			return;
		}
		Set<Class<?>> signals = new LinkedHashSet<>();
		Set<Class<?>> senders = new LinkedHashSet<>();
		for (ResolvableType event : this.heard) {
			boolean own = Signal.class.isAssignableFrom(event.toClass());
			signals.addAll(own ? Set.of(event.toClass()) : this.foreign.signals(event.toClass()));
			senders.add((own ? ReceiverParameter.ofSignal(event) : event.getGeneric(0)).resolve(Object.class));
		}
		RegisteredReceiver previous = this.publisher;
		if (previous != null && previous.info().signals().equals(List.copyOf(signals))
				&& previous.info().senders().equals(List.copyOf(senders))) {
			return;
		}
		registry.disconnect(this::isPublisher);
		this.publisher = factory.createListenerBridge(this.uid, signals, senders, this::publish);
		registry.connect(List.of(this.publisher));
	}

	boolean isPublisher(RegisteredReceiver receiver) {
		return receiver == this.publisher;
	}

	private @Nullable Object publish(Object payload, DispatchContext context) {
		Signal<?> signal = (Signal<?>) payload;
		publish(signal, typeOf(signal));
		Object event = this.foreign.of(signal);
		if (event != null) {
			publish(event, ResolvableType.forClassWithGenerics(event.getClass(), signal.sender()));
		}
		return null;
	}

	private void publish(Object event, ResolvableType type) {
		if (this.heard.stream().anyMatch((listened) -> listened.isAssignableFrom(type))) {
			ResolvableType eventType = ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, type);
			multicaster().multicastEvent(new PayloadApplicationEvent<>(this.applicationContext, event, type),
					eventType);
		}
	}

	private static ResolvableType typeOf(Signal<?> signal) {
		ResolvableType provided = (signal instanceof ResolvableTypeProvider provider) ? provider.getResolvableType()
				: null;
		return (provided != null) ? provided : ResolvableType.forInstance(signal);
	}

	/**
	 * The multicaster of the context may be one that stores what transactional listeners
	 * hear, so that the listeners are called without it.
	 */
	private ApplicationEventMulticaster multicaster() {
		Collection<ApplicationListener<?>> listeners = this.applicationContext.getApplicationListeners();
		Listeners current = this.listeners;
		if (current == null || current.known != listeners.size()) {
			current = Listeners.of(List.copyOf(listeners));
			this.listeners = current;
		}
		return current.multicaster;
	}

	private record Listeners(int known, ApplicationEventMulticaster multicaster) {

		static Listeners of(List<ApplicationListener<?>> listeners) {
			ApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			listeners.stream()
				.filter(ApplicationListenerMethodAdapter.class::isInstance)
				.forEach(multicaster::addApplicationListener);
			return new Listeners(listeners.size(), multicaster);
		}

	}

}
