package io.github.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.signals.Receiver;
import io.github.signals.Signals;

/**
 * Runs a test of a Spring test class, or all of its tests including nested classes, in
 * the import scope of {@link Signals#importing(Runnable)}: only receivers with
 * {@link Receiver#imports() imports} run. The scope lasts as long as that of
 * {@link MuteSignals}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface ImportScope {

}
