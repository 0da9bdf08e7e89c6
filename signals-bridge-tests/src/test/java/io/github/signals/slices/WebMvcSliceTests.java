package io.github.signals.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of controllers has no signals, and is none the worse for it.
 */
@WebMvcTest
@ExtendWith(OutputCaptureExtension.class)
class WebMvcSliceTests {

	@Autowired
	private MockMvc mvc;

	@Autowired
	private ApplicationContext context;

	@Test
	void answersRequests(CapturedOutput output) throws Exception {
		this.mvc.perform(MockMvcRequestBuilders.get("/hello"))
			.andExpect(MockMvcResultMatchers.content().string("hello"));
		assertThat(this.context.containsBean("signalsServletRequestFilter")).isFalse();
		assertThat(output).doesNotContain("are never called");
	}

}
