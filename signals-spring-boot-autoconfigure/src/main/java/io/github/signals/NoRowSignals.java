package io.github.signals;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a {@code @Modifying} method of a repository that its author knows: it signals
 * {@link BulkWrite}, and nothing of the rows that it writes. The startup warning leaves
 * it out, and receivers that ask for the {@linkplain Receiver#ids() ids} do without those
 * of its SQL. Of a {@code deleteBy…} method it says the same, in a store that does not
 * tell what such a query finds.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface NoRowSignals {

}
