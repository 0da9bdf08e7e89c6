package io.github.signals.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleSettingsTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void isToldThatNothingCanBeChanged(WebApplicationType type) throws Exception {
		try (RunningConsole console = RunningConsole.start(type, "management.endpoint.signals.access=read-only")) {
			String facts = console.get("/actuator/signals/console.json", "application/json").body();
			assertThat(JsonMapper.shared().readTree(facts).get("readOnly").asBoolean()).isTrue();
			assertThat(console.get("/actuator/signals/console.html", "text/html").statusCode()).isEqualTo(200);
			assertThat(console.post("/actuator/signals/pay", "{\"operation\": \"DISABLE\"}").statusCode())
				.isEqualTo(405);
		}
	}

	@Test
	void isNamedInTheLogWhereverItIs(CapturedOutput output) throws Exception {
		try (RunningConsole console = RunningConsole.start(WebApplicationType.SERVLET,
				"management.endpoints.web.base-path=/manage", "management.endpoints.web.path-mapping.signals=wires")) {
			assertThat(output).contains("Exposing the signals console at '/manage/wires/console.html'");
			assertThat(console.get("/manage/wires/console.html", "text/html").statusCode()).isEqualTo(200);
			assertThat(console.get("/manage/wires", "text/html").body()).contains("url=wires/console.html");
		}
	}

}
