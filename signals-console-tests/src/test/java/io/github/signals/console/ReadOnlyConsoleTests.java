package io.github.signals.console;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

class ReadOnlyConsoleTests {

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void isToldThatNothingCanBeChanged(WebApplicationType type) throws Exception {
		try (RunningConsole console = RunningConsole.start(type, "management.endpoint.signals.access=read-only")) {
			String facts = console.get("/actuator/signals/console.json", "application/json").body();
			assertThat(JsonMapper.shared().readTree(facts).get("readOnly").asBoolean()).isTrue();
			assertThat(console.get("/actuator/signals/console.html", "text/html").statusCode()).isEqualTo(200);
			assertThat(console.post("/actuator/signals/pay", "{\"operation\": \"DISABLE\"}").statusCode()).isEqualTo(405);
		}
	}

}
