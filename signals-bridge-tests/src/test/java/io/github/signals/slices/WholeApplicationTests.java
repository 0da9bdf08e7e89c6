package io.github.signals.slices;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import io.github.signals.MigrationsFinished.Tool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole application hears both, also by MockMvc.
 */
@SpringBootTest(properties = { "spring.liquibase.enabled=false", "spring.jpa.hibernate.ddl-auto=none",
		"spring.datasource.generate-unique-name=true", "signals.durable.initialize-schema=never" })
@AutoConfigureMockMvc
class WholeApplicationTests {

	@Autowired
	private MockMvc mvc;

	@Autowired
	private SliceApplication.Ear ear;

	@Test
	void hearsMigrationsAndRequests() throws Exception {
		this.mvc.perform(MockMvcRequestBuilders.get("/hello"));
		assertThat(this.ear.heard).containsExactly(Tool.FLYWAY, 200);
	}

}
