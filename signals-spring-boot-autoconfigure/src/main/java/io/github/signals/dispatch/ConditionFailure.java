package io.github.signals.dispatch;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;

import io.github.signals.ReceiverConditionException;

/**
 * Explains why a condition has failed.
 */
final class ConditionFailure {

	private ConditionFailure() {
	}

	static ReceiverConditionException of(String expression, Class<?> root, EvaluationException ex) {
		String condition = "The condition '" + expression + "' could not be evaluated";
		if (!(ex instanceof SpelEvaluationException known) || known.getMessageCode().name().startsWith("EXCEPTION_")) {
			// Messages of other exceptions may contain values of the instance.
			return new ReceiverConditionException(condition + ", because something that it calls has failed.", ex);
		}
		String reason = ex.getSimpleMessage().replace("'" + root.getName() + "'", "the condition");
		return new ReceiverConditionException(condition + ": " + reason + ". " + remedy(known.getMessageCode()), ex);
	}

	private static String remedy(SpelMessage code) {
		return switch (code) {
			case PROPERTY_OR_FIELD_NOT_READABLE_ON_NULL, METHOD_CALL_ON_NULL_OBJECT_NOT_ALLOWED,
					CANNOT_INDEX_INTO_NULL_VALUE ->
				"Write '?.' instead of '.' after a value that may be null.";
			case PROPERTY_OR_FIELD_NOT_READABLE, METHOD_NOT_FOUND ->
				"Check the type first, as in 'instance instanceof T(com.example.Order) and ...'.";
			case TYPE_CONVERSION_ERROR -> "Compare the value with another value, so that the result is true or false.";
			default -> "Correct the expression, or make the decision in the receiver method.";
		};
	}

}
