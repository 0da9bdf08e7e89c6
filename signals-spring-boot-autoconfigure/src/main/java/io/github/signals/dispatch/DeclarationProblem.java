package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

import io.github.signals.ReceiverInfo;

/**
 * What is wrong with the declaration of a receiver.
 *
 * @param beanName the name of the bean, or {@code null} if the receiver does not belong
 * to a bean or the name is unknown
 * @param method the method
 * @param rule the rule that is broken
 * @param remedy what to do about it
 * @since 0.1.0
 */
public record DeclarationProblem(@Nullable String beanName, String method, String rule, String remedy) {

	/**
	 * Create the problem of a receiver that is already connected.
	 * @param receiver the receiver
	 * @param rule the rule that is broken
	 * @param remedy what to do about it
	 * @return the problem
	 */
	public static DeclarationProblem ofReceiver(ReceiverInfo receiver, String rule, String remedy) {
		return new DeclarationProblem(null, "'" + receiver.uid() + "', " + receiver.method(), rule, remedy);
	}

	/**
	 * Return the name of the receiver.
	 * @return its bean and its method
	 */
	public String receiver() {
		return (this.beanName != null) ? "Bean '" + this.beanName + "', receiver " + this.method
				: "Receiver " + this.method;
	}

	@Override
	public String toString() {
		return receiver() + ": " + this.rule + " " + this.remedy;
	}

}
