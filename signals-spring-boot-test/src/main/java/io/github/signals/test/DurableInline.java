package io.github.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.signals.Delivery;
import io.github.signals.DurableCalls;

/**
 * Makes {@link Delivery#DURABLE DURABLE} calls at once during a test of a Spring test
 * class, or during all of its tests including nested classes: on the thread of the
 * change, after the commit and the {@link Delivery#AFTER_COMMIT AFTER_COMMIT} receivers.
 * When the call that has committed the change returns, the durable calls have ended, with
 * all that they have led to.
 * <p>
 * They are made as in production: the record is written in the transaction of the change,
 * and read; the receiver is called in a transaction of its own, with an instance that is
 * read in it, and in the tenant and the {@code CallContext} of the record. Without a
 * transaction, calls are made immediately. Receivers that take lists are called once for
 * each transaction and {@code batchSize}. As the call has a second connection while the
 * caller still holds its own, the connection pool needs room for both.
 * <p>
 * An exception of a receiver does not reach the code that has made the change, as in
 * production: it is logged and recorded. All further attempts follow immediately, without
 * the delays between them, until one succeeds or the call is parked. Then
 * {@link DurableCalls} lists it, and a call that it replays is made on the thread that
 * replays it. Calls that a parked one holds back stay where they are.
 * <p>
 * In a test whose transaction is rolled back, no call is recorded, so none is made:
 * {@link RecordedSignals#commit()} makes them, as it does without this annotation. A
 * transaction in it that is really committed, such as with {@code REQUIRES_NEW}, is
 * followed by its calls.
 * <p>
 * Meanwhile, nothing else makes durable calls in the application contexts of the test:
 * calls that are running when it begins are waited for, and calls that were recorded
 * earlier wait until it has ended. All threads, such as those of a web server, make their
 * calls themselves, and so do other tests that run in parallel with the same application
 * context. Other application contexts and processes with the same database are not kept
 * from making calls that they find there. Without durable receivers or tables, there is
 * nothing to make.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface DurableInline {

}
