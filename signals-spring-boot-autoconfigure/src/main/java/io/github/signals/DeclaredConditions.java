package io.github.signals;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The conditions under which a receiver hears its signals, as they are declared.
 *
 * @param on the kinds of saves that it hears; empty for all
 * @param changed the attributes of which at least one must have changed; empty for any
 * @param parts the parts whose changes count as changes of the entity; empty for none
 * @param expression the SpEL expression that must be true, or {@code null}
 * @param when the names of the {@link ReceiverCondition conditions} in Java that must be
 * met; empty for none
 * @param imports whether it hears changes that are made in an import scope
 * @param ordered whether its {@link Delivery#DURABLE} calls keep the order of the
 * commits; has no meaning for any other delivery
 * @since 0.1.0
 * @see ReceiverInfo#conditions()
 */
public record DeclaredConditions(List<On> on, List<String> changed, List<String> parts, @Nullable String expression,
		List<String> when, boolean imports, boolean ordered) {

	/** The conditions of a receiver that declares none. */
	public static final DeclaredConditions NONE = new DeclaredConditions(List.of(), List.of(), List.of(), null,
			List.of(), false, true);

	/**
	 * Create the conditions, with copies of the lists.
	 * @param on the kinds of saves that it hears; empty for all
	 * @param changed the attributes of which at least one must have changed; empty for
	 * any
	 * @param parts the parts whose changes count as changes of the entity; empty for none
	 * @param expression the SpEL expression that must be true, or {@code null}
	 * @param when the names of the conditions in Java that must be met; empty for none
	 * @param imports whether it hears changes that are made in an import scope
	 * @param ordered whether its durable calls keep the order of the commits
	 */
	public DeclaredConditions {
		on = List.copyOf(on);
		changed = List.copyOf(changed);
		parts = List.copyOf(parts);
		when = List.copyOf(when);
	}

}
