package io.github.signals.delivery.durable;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodCall;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostSaveReceiver;

/**
 * A bean with hundreds of durable receivers, each a method of its own.
 */
class ManyReceivers {

	static final int COUNT = 300;

	final AtomicInteger calls = new AtomicInteger();

	final Map<Long, AtomicInteger> heard = new ConcurrentHashMap<>();

	final AtomicInteger mostThreads = new AtomicInteger();

	volatile boolean failing;

	static final Class<? extends ManyReceivers> TYPE = type();

	private static Class<? extends ManyReceivers> type() {
		DynamicType.Builder<ManyReceivers> type = new ByteBuddy().subclass(ManyReceivers.class)
			.name(ManyReceivers.class.getName() + "$Generated");
		for (int i = 0; i < COUNT; i++) {
			type = type.defineMethod("on" + i, void.class, Visibility.PUBLIC)
				.withParameter(Parcel.class, "parcel")
				.intercept(MethodCall.invoke(method()).withAllArguments())
				.annotateMethod(annotation("many." + i));
		}
		return type.make()
			.load(ManyReceivers.class.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
			.getLoaded();
	}

	private static Method method() {
		try {
			return ManyReceivers.class.getDeclaredMethod("hear", Parcel.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static AnnotationDescription annotation(String uid) {
		return AnnotationDescription.Builder.ofType(PostSaveReceiver.class)
			.define("dispatchUid", uid)
			.define("delivery", Delivery.DURABLE)
			.defineEnumerationArray("on", On.class, On.CREATED)
			.build();
	}

	void hear(Parcel parcel) {
		this.mostThreads.accumulateAndGet(threads(), Math::max);
		this.calls.incrementAndGet();
		if (this.failing) {
			throw new IllegalStateException("parked");
		}
		this.heard.computeIfAbsent(parcel.getId(), (id) -> new AtomicInteger()).incrementAndGet();
	}

	/**
	 * Return how many threads the library has now.
	 */
	static int threads() {
		Thread[] all = new Thread[Thread.activeCount() * 2 + 100];
		int count = Thread.enumerate(all);
		int own = 0;
		for (int i = 0; i < count; i++) {
			String name = all[i].getName();
			own += (name.startsWith("signals-durable-") || name.startsWith("db-scheduler-")) ? 1 : 0;
		}
		return own;
	}

}
