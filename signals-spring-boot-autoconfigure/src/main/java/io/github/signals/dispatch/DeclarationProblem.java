package io.github.signals.dispatch;

/**
 * What is wrong with the declaration of a receiver.
 *
 * @param beanName the name of the bean
 * @param method the method
 * @param rule the rule that is broken
 * @param remedy what to do about it
 * @since 0.1.0
 */
public record DeclarationProblem(String beanName, String method, String rule, String remedy) {

	@Override
	public String toString() {
		return "Bean '" + this.beanName + "', receiver " + this.method + ": " + this.rule + " " + this.remedy;
	}

}
