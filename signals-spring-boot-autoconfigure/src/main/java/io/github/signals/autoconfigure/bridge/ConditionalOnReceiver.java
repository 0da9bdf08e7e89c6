package io.github.signals.autoconfigure.bridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

import io.github.signals.Signal;

/**
 * Matches if a bean method hears one of these signals, or a key says so.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnReceiverCondition.class)
@interface ConditionalOnReceiver {

	/**
	 * The signals.
	 */
	Class<? extends Signal<?>>[] value();

	/**
	 * The key that decides, if it has a value.
	 */
	String key() default "";

}
