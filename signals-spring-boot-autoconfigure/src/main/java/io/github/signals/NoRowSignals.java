package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the author of a {@code @Modifying} method of a repository knows that it
 * signals {@link BulkWrite}, and never the rows that it writes. The startup warning
 * leaves it out, and receivers that ask for the {@linkplain Receiver#ids() ids} do not
 * get those of its SQL. It says the same of a {@code deleteBy…} method, in a store that
 * does not tell what such a query finds.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface NoRowSignals {

}
