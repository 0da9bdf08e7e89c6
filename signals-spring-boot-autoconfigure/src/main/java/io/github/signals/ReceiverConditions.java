package io.github.signals;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Conditions to build others from, for receivers that are connected at run time:
 *
 * <pre class="code">
 * ReceiverSpec.postSave(Order.class).when(anyOf(changed("status").from(PLACED).to(SHIPPED), new BigOrder()))
 * </pre>
 *
 * @since 0.1.0
 * @see ReceiverSpec#when(ReceiverCondition)
 */
public final class ReceiverConditions {

	private ReceiverConditions() {
	}

	/**
	 * Require one of several conditions. They are asked in their order until one is met.
	 * @param <S> the signal type
	 * @param conditions the conditions
	 * @return a condition that is met if one of them is
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <S extends Signal<?>> ReceiverCondition<S> anyOf(ReceiverCondition<? super S>... conditions) {
		List<ReceiverCondition<? super S>> all = List.of(conditions);
		return new Combined<>("anyOf", all, (signal) -> {
			for (ReceiverCondition<? super S> condition : all) {
				if (condition.test(signal)) {
					return true;
				}
			}
			return false;
		});
	}

	/**
	 * Require several conditions. They are asked in their order until one is not met.
	 * @param <S> the signal type
	 * @param conditions the conditions
	 * @return a condition that is met if all of them are
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <S extends Signal<?>> ReceiverCondition<S> allOf(ReceiverCondition<? super S>... conditions) {
		List<ReceiverCondition<? super S>> all = List.of(conditions);
		return new Combined<>("allOf", all, (signal) -> {
			for (ReceiverCondition<? super S> condition : all) {
				if (!condition.test(signal)) {
					return false;
				}
			}
			return true;
		});
	}

	/**
	 * Require that a condition is not met.
	 * @param <S> the signal type
	 * @param condition the condition
	 * @return a condition that is met if the other one is not
	 */
	public static <S extends Signal<?>> ReceiverCondition<S> not(ReceiverCondition<? super S> condition) {
		return new Combined<>("not", List.of(condition), (signal) -> !condition.test(signal));
	}

	/**
	 * Require that an attribute has changed. For a creation, every attribute counts as
	 * changed.
	 * @param attribute the name of the attribute, or the path into an embedded value
	 * @return a condition that can also require the old and the new value
	 */
	public static AttributeChange changed(String attribute) {
		return AttributeChange.of(attribute);
	}

	/**
	 * Return the changes of attributes that a condition asks for.
	 * @param condition the condition
	 * @return those that were made by {@link #changed}, also if the condition combines
	 * them; empty for any other condition
	 */
	public static List<AttributeChange> attributeChanges(ReceiverCondition<?> condition) {
		if (condition instanceof Combined<?> combined) {
			return combined.conditions().stream().flatMap((each) -> attributeChanges(each).stream()).toList();
		}
		return (condition instanceof AttributeChange change) ? List.of(change) : List.of();
	}

	/**
	 * A condition that is made of others.
	 *
	 * @param name what makes it of them
	 * @param conditions the others
	 * @param test asks them
	 */
	private record Combined<S extends Signal<?>>(String name, List<ReceiverCondition<? super S>> conditions,
			Predicate<S> test) implements ReceiverCondition<S> {

		@Override
		public boolean test(S signal) {
			return this.test.test(signal);
		}

		@Override
		public String describe() {
			return this.name + this.conditions.stream()
				.map(ReceiverCondition::describe)
				.collect(Collectors.joining(", ", "(", ")"));
		}

		@Override
		public String toString() {
			return describe();
		}

	}

}
