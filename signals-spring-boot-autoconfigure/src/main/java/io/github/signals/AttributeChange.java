package io.github.signals;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The condition that an attribute has changed, perhaps from or to certain values:
 *
 * <pre class="code">
 * changed("status").from(PLACED).to(SHIPPED)
 * </pre>
 *
 * It asks for {@link PostSave#changes()}. A creation counts as a change of every
 * attribute from {@code null}. Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 * @see ReceiverConditions#changed(String)
 */
public final class AttributeChange implements ReceiverCondition<SaveSignal<?>> {

	private static final Changes.Comparison BY_VALUE = new Changes.Comparison() {
	};

	private final String attribute;

	private final @Nullable Value from;

	private final @Nullable Value to;

	private AttributeChange(String attribute, @Nullable Value from, @Nullable Value to) {
		this.attribute = attribute;
		this.from = from;
		this.to = to;
	}

	static AttributeChange of(String attribute) {
		Assert.hasText(attribute, "'attribute' must not be empty");
		return new AttributeChange(attribute, null, null);
	}

	/**
	 * Require the old value. Numbers are compared without their scale.
	 * @param value the old value, which is an identifier if the attribute refers to an
	 * entity; may be {@code null}
	 * @return a changed copy
	 */
	public AttributeChange from(@Nullable Object value) {
		return new AttributeChange(this.attribute, new Value(value), this.to);
	}

	/**
	 * Require the new value. Numbers are compared without their scale.
	 * @param value the new value, which is an identifier if the attribute refers to an
	 * entity; may be {@code null}
	 * @return a changed copy
	 */
	public AttributeChange to(@Nullable Object value) {
		return new AttributeChange(this.attribute, this.from, new Value(value));
	}

	/**
	 * Return the name of the attribute.
	 * @return the name, or the path into an embedded value
	 */
	public String attribute() {
		return this.attribute;
	}

	/**
	 * Return the values that are required.
	 * @return the old and the new value that were given, without {@code null}
	 */
	public List<Object> values() {
		Object old = (this.from != null) ? this.from.value() : null;
		Object current = (this.to != null) ? this.to.value() : null;
		if (old == null) {
			return (current != null) ? List.of(current) : List.of();
		}
		return (current != null) ? List.of(old, current) : List.of(old);
	}

	/**
	 * Return whether a value is required, even if it is {@code null}.
	 * @return whether {@link #from} or {@link #to} was called
	 */
	public boolean isOfValues() {
		return this.from != null || this.to != null;
	}

	@Override
	public boolean test(SaveSignal<?> signal) {
		Changes changes = signal.changes();
		return changes.contains(this.attribute) && isSame(this.from, changes.before(this.attribute))
				&& isSame(this.to, changes.after(this.attribute));
	}

	private boolean isSame(@Nullable Value required, @Nullable Object value) {
		return required == null || BY_VALUE.isSame(this.attribute, required.value(), value);
	}

	/**
	 * Return the expression, in which only the constants of enums are shown.
	 */
	@Override
	public String describe() {
		return "changed(\"" + this.attribute + "\")" + describe(".from(", this.from) + describe(".to(", this.to);
	}

	private static String describe(String method, @Nullable Value value) {
		if (value == null) {
			return "";
		}
		return method + ((value.value() instanceof Enum<?> constant) ? constant.name() : "...") + ")";
	}

	@Override
	public String toString() {
		return describe();
	}

	/**
	 * A value that is required, unlike none at all.
	 *
	 * @param value the value
	 */
	private record Value(@Nullable Object value) {

	}

}
