package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a {@code @Modifying} repository method is known to signal
 * {@link BulkWrite}, and never the individual rows that it writes. The startup warning
 * does not name the method, and receivers that ask for the {@linkplain Receiver#ids()
 * ids} do not get them if the method executes SQL. It has the same meaning on a
 * {@code deleteBy…} method of a store that does not report what such a query finds.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface NoRowSignals {

}
