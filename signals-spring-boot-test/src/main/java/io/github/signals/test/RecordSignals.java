package io.github.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Records the signals and the calls of receivers during each test of a Spring test class.
 * Nested test classes inherit it.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;RecordSignals
 * class OrderTests {
 *
 *     &#064;Test
 *     void confirmsAnOrder(&#064;Autowired OrderService orders, RecordedSignals recorded) {
 *         Order order = orders.place("tea");
 *         assertThat(recorded).receiver("mail.order").ranOnceFor(order).afterCommit();
 *     }
 *
 * }
 * </pre>
 *
 * The record is empty before the {@code @BeforeEach} methods of each test. It ends after
 * the {@code @AfterEach} methods and the transaction of the test.
 * <p>
 * Test classes with this annotation and otherwise the same configuration share one
 * application context, and may run in parallel. A change that is made on the thread of a
 * test is recorded by this test alone. So is everything that follows after the commit,
 * including calls on the thread of an {@code ASYNC} receiver. A {@code DURABLE} call is
 * recorded by the tests that have recorded a signal about the same entity. Changes on any
 * other thread, such as that of a web server or one that a test has started itself, are
 * recorded by each test that is running with this application context at that moment.
 *
 * @since 0.1.0
 * @see RecordedSignals
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RecordedSignalsParameterResolver.class)
public @interface RecordSignals {

}
