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
 * Runs a test of a Spring test class, or all of its tests, nested classes included, in
 * the import scope of {@link Signals#importing(Runnable)}: only receivers run that say
 * {@link Receiver#imports() imports}. The scope covers what that of {@link MuteSignals}
 * covers.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface ImportScope {

}
