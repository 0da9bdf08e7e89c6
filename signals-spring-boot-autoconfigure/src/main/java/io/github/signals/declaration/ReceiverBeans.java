package io.github.signals.declaration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Tracks the beans of one application context that have receivers, so that none is called
 * after it has been destroyed. It is among the first beans of its context, so it is
 * destroyed after entity manager factories, transaction managers and data sources. Only
 * then are the receivers of the context disconnected: every receiver stays connected as
 * long as anything can commit.
 *
 * @since 0.1.0
 */
public final class ReceiverBeans implements DestructionAwareBeanPostProcessor, PriorityOrdered, DisposableBean {

	private final BooleanSupplier closing;

	private final CandidateClasses candidates = new CandidateClasses();

	private final Map<String, List<BeanMethodCall>> calls = new ConcurrentHashMap<>();

	private final Deque<Runnable> last = new ArrayDeque<>();

	/**
	 * Create an instance.
	 * @param closing whether the application context has begun to close
	 */
	public ReceiverBeans(BooleanSupplier closing) {
		this.closing = closing;
	}

	CandidateClasses candidates() {
		return this.candidates;
	}

	void add(String beanName, BeanMethodCall call) {
		this.calls.computeIfAbsent(beanName, (key) -> new CopyOnWriteArrayList<>()).add(call);
	}

	/**
	 * Register work that is done when all other beans have been destroyed.
	 * @param work the work
	 */
	public synchronized void atLast(Runnable work) {
		this.last.push(work);
	}

	/**
	 * Precede the post-processors that call the bean's own destruction methods.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		Class<?> type = bean.getClass();
		return !BeanTypes.isSpringInternal(type) && this.candidates.at(type).receivers();
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		for (BeanMethodCall call : this.calls.getOrDefault(beanName, List.of())) {
			if (this.closing.getAsBoolean()) {
				call.end();
			}
			else {
				call.forget();
			}
		}
	}

	@Override
	public synchronized void destroy() {
		this.last.forEach(Runnable::run);
		this.last.clear();
	}

}
