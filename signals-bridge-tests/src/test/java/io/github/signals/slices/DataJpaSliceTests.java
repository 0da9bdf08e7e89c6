package io.github.signals.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

import io.github.signals.MigrationsFinished.Tool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of repositories runs migrations, and receivers that are imported hear them.
 */
@DataJpaTest(properties = { "spring.liquibase.enabled=false", "spring.jpa.hibernate.ddl-auto=create" })
@Import(SliceApplication.Ear.class)
@ExtendWith(OutputCaptureExtension.class)
class DataJpaSliceTests {

	@Autowired
	private SliceApplication.Ear ear;

	@Autowired
	private ApplicationContext context;

	@Test
	void hearsMigrationsAndNoRequests(CapturedOutput output) {
		assertThat(this.ear.heard).containsExactly(Tool.FLYWAY);
		assertThat(this.context.containsBean("signalsServletRequestFilter")).isFalse();
		assertThat(output).doesNotContain("are never called");
	}

}
