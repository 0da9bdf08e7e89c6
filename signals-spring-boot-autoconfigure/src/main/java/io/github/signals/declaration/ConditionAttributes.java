package io.github.signals.declaration;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DeclarationProblem;

/**
 * What is known of the attributes whose changes a condition asks for.
 */
interface ConditionAttributes {

	/** Where the entities cannot be told (yet). */
	ConditionAttributes UNKNOWN = new ConditionAttributes() {

		@Override
		public @Nullable DeclarationProblem check(String attribute) {
			return null;
		}

		@Override
		public @Nullable DeclarationProblem checkValue(String attribute) {
			return null;
		}

		@Override
		public boolean isOfPart(String attribute) {
			return false;
		}

		@Override
		public Class<?> type(String attribute) {
			return Object.class;
		}

		@Override
		public boolean isEmbedded(String attribute) {
			return false;
		}

	};

	/**
	 * Return what is wrong with the name of an attribute, or {@code null}.
	 */
	@Nullable DeclarationProblem check(String attribute);

	/**
	 * Return why an attribute has no value that changes tell, or {@code null}.
	 */
	@Nullable DeclarationProblem checkValue(String attribute);

	/**
	 * Return whether the entity itself does not have it, but a part of it does.
	 */
	boolean isOfPart(String attribute);

	/**
	 * Return the type of its values, {@link Object} if it is not known.
	 */
	Class<?> type(String attribute);

	/**
	 * Return whether it has attributes of its own, and no value.
	 */
	boolean isEmbedded(String attribute);

}
