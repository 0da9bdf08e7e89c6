package io.github.signals.applications;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.signals.applications.scanned.ScannedApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A class that the component scan has seen and that is not a bean has no receivers.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScannedReceiversTests {

	@Test
	void aClassWithReceiversThatIsNotABeanIsNamed(CapturedOutput output) { // S14
		new SpringApplicationBuilder(ScannedApplication.class).web(WebApplicationType.NONE).run().close();
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("not beans"))
			.singleElement()
			.asString()
			.endsWith("Classes [io.github.signals.applications.scanned.Forgotten] have receiver methods but are not"
					+ " beans, so their receivers are never called. Annotate the classes with @Component, or declare"
					+ " them as beans.");
	}

}
