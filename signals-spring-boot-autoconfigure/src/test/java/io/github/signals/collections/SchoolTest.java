package io.github.signals.collections;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the school with receivers that are tried again soon.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = School.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:school", "spring.jpa.hibernate.ddl-auto=create",
				"signals.durable.initialize-schema=always", "signals.durable.max-attempts=2",
				"signals.durable.back-off.initial=20ms", "signals.durable.back-off.max=50ms",
				"signals.durable.renamed.Student.remarks=notes", "signals.durable.renamed.Student.lessons=courses",
				"signals.receivers.shared.durable.share=10" })
@interface SchoolTest {

}
