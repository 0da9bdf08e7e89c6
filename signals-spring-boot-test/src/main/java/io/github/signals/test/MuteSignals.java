package io.github.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.signals.Mute;
import io.github.signals.Signals;

/**
 * Mutes receivers during a test of a Spring test class, or during all of its tests,
 * nested classes included: everything, or some receivers or some senders, and of these
 * some signals. Several of these annotations, on the method and on its classes, add up.
 * <p>
 * It is the mute scope of {@link Signals#mute(Mute, Runnable)}, on the thread of the
 * test, from before its {@code @BeforeTransaction} and {@code @BeforeEach} methods until
 * after its {@code @AfterEach} methods and the end of its transaction. {@code @BeforeAll}
 * methods and other threads, such as that of a web server, are not muted.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(MuteSignals.All.class)
public @interface MuteSignals {

	/**
	 * The uids of the receivers to mute; every receiver if there is none.
	 * @return the uids
	 */
	String[] value() default {};

	/**
	 * The senders, with their subtypes, to mute; every sender if there is none. Not to be
	 * given together with receivers.
	 * @return the entity classes
	 */
	Class<?>[] senders() default {};

	/**
	 * The signals to mute; every signal if there is none.
	 * @return the signal classes
	 */
	Class<?>[] signals() default {};

	/**
	 * Several of them.
	 *
	 * @since 0.1.0
	 */
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Inherited
	@interface All {

		/**
		 * What is muted.
		 * @return the annotations
		 */
		MuteSignals[] value();

	}

}
