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
 * Mutes receivers during a test of a Spring test class, or during all of its tests
 * including nested classes: all receivers, or certain receivers or senders, and
 * optionally only certain signals. Several of these annotations, on the method and on its
 * classes, are combined.
 * <p>
 * The annotation opens the mute scope of {@link Signals#mute(Mute, Runnable)} on the
 * test's thread. The scope lasts from before the {@code @BeforeTransaction} and
 * {@code @BeforeEach} methods until after the {@code @AfterEach} methods and the end of
 * the transaction. {@code @BeforeAll} methods and other threads, such as those of a web
 * server, are not muted.
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
	 * The uids of the receivers to mute. By default, every receiver is muted.
	 * @return the uids
	 */
	String[] value() default {};

	/**
	 * The senders to mute, with their subtypes. By default, every sender is muted. Must
	 * not be combined with receivers.
	 * @return the entity classes
	 */
	Class<?>[] senders() default {};

	/**
	 * The signals to mute. By default, every signal is muted.
	 * @return the signal classes
	 */
	Class<?>[] signals() default {};

	/**
	 * Container for several {@link MuteSignals} annotations.
	 *
	 * @since 0.1.0
	 */
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Inherited
	@interface All {

		/**
		 * The annotations.
		 * @return the annotations
		 */
		MuteSignals[] value();

	}

}
