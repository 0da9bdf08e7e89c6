package io.github.signals.declaration;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.ReceiverCondition;
import io.github.signals.ReceiverSpec;
import io.github.signals.dispatch.DeclarationProblem;

/**
 * A receiver that is connected at run time.
 *
 * @param spec what it hears, and when
 * @param name its name in messages
 * @param isBatch whether it takes all signals of a transaction in one call
 * @since 0.1.0
 */
public record SpecifiedReceiver(ReceiverSpec<?> spec, String name, boolean isBatch) implements Declared {

	static SpecifiedReceiver of(ReceiverSpec<?> spec, Object receiver, boolean batch) {
		return new SpecifiedReceiver(spec, describe(receiver.getClass().getName()), batch);
	}

	private static String describe(String className) {
		int lambda = className.indexOf("$$Lambda");
		return (lambda != -1) ? "lambda in " + className.substring(0, lambda) : className;
	}

	/**
	 * Check everything that does not depend on the entities.
	 */
	void check() {
		List<DeclarationProblem> problems = SignalRules.check(this);
		refuse(problems);
		if (delivery() == Delivery.DURABLE) {
			refuse(List
				.of(problem("A receiver that is connected at run time cannot be DURABLE, because its calls may outlive"
						+ " it.", "Declare a bean method with a 'dispatchUid', or choose another delivery.")));
		}
	}

	static void refuse(List<DeclarationProblem> problems) {
		if (!problems.isEmpty()) {
			throw new IllegalArgumentException(problems.stream()
				.map((problem) -> problem.rule() + " " + problem.remedy())
				.collect(Collectors.joining("\n")));
		}
	}

	@Override
	public Set<Class<?>> signals() {
		return Set.of(this.spec.getSignal());
	}

	@Override
	public Set<Class<?>> senders() {
		return Set.of(this.spec.getSender());
	}

	@Override
	public Collection<String> changed() {
		return this.spec.getChanged();
	}

	@Override
	public List<String> parts() {
		return this.spec.getParts();
	}

	@Override
	public String condition() {
		return this.spec.getCondition();
	}

	@Override
	public List<Class<?>> when() {
		return List.copyOf(this.spec.getWhenTypes());
	}

	@Override
	public List<ReceiverCondition<?>> givenConditions() {
		return List.copyOf(this.spec.getWhen());
	}

	@Override
	public Collection<On> on() {
		return this.spec.getOn();
	}

	@Override
	public boolean ids() {
		return this.spec.isIds();
	}

	@Override
	public boolean reload() {
		return this.spec.isReload();
	}

	@Override
	public Delivery delivery() {
		return this.spec.getDelivery();
	}

	@Override
	public int batchSize() {
		return this.spec.getBatchSize();
	}

	@Override
	public boolean takesNotes() {
		return this.spec.isNotes();
	}

	@Override
	public DeclarationProblem problem(String rule, String remedy) {
		String uid = (this.spec.getUid() != null) ? "'" + this.spec.getUid() + "', " : "";
		return new DeclarationProblem(null, uid + this.name, rule, remedy);
	}

}
