package io.github.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Records, during each test of a Spring test class, what is signalled and which receivers
 * are called. Nested test classes inherit it.
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
 * The record begins empty before the {@code @BeforeEach} methods of each test, and ends
 * after its {@code @AfterEach} methods and the transaction of the test.
 * <p>
 * Test classes that have this annotation and are otherwise configured alike share one
 * application context, and may run at the same time. What is done on the thread of a test
 * is recorded by this test alone, and so is what follows after the commit, also on the
 * thread of an {@code ASYNC} receiver. A {@code DURABLE} call is recorded by the tests
 * that have recorded a signal about the same entity. All else that is done on a thread
 * that no test is known for, such as the thread of a web server or one that a test has
 * started itself, is recorded by each test that runs with this application context at
 * that moment.
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
