package io.github.signals.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;

/**
 * A slice of JPA with receivers. All classes share one application context.
 */
@Retention(RetentionPolicy.RUNTIME)
@DataJpaTest(showSql = false)
@RecordSignals
@Import({ TeaReceivers.class, Calls.class })
@interface TeaTest {

}
