package io.github.signals.documentation;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.signals.observation.ReceiverObservationDocumentation.LowCardinalityKeyNames;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class GrafanaDashboardTests {

	/** Those of Prometheus and of Micrometer itself. */
	private static final List<String> LABELS = List.of("job", "instance", "error", "signal", "sender");

	private static List<String> expressions;

	private static JsonNode dashboard;

	@BeforeAll
	static void read() throws Exception {
		dashboard = new JsonMapper().readTree(Files.readString(Page.ROOT.resolve("docs/grafana-dashboard.json")));
		expressions = dashboard.findValuesAsString("expr");
	}

	@Test
	void asksForMetersThatAreThere() {
		assertThat(names("\\bsignals_\\w+")).isSubsetOf(Meters.inPrometheus());
	}

	@Test
	void hasAlertsOfMetersThatAreThere() {
		String rules = String.join("\n", Page.read("docs/operations.md").blocks("yaml").values());
		assertThat(Pattern.compile("\\bsignals_\\w+").matcher(rules).results().map(MatchResult::group)).isNotEmpty()
			.isSubsetOf(Meters.inPrometheus());
	}

	@Test
	void showsEveryMeter() {
		Set<String> shown = names("\\bsignals_\\w+");
		assertThat(Meters.registered())
			.allSatisfy((meter) -> assertThat(shown).anyMatch((name) -> name.startsWith(meter.replace('.', '_'))));
	}

	@Test
	void asksForLabelsThatAreThere() {
		Set<String> labels = new TreeSet<>(LABELS);
		Stream.of(LowCardinalityKeyNames.values()).forEach((key) -> labels.add(key.asString()));
		assertThat(names("(?<=[{,])\\w+(?==)")).isSubsetOf(labels);
		assertThat(names("(?<=by \\()[\\w, ]+").stream().flatMap((list) -> Stream.of(list.split(", ")))).isNotEmpty()
			.isSubsetOf(labels);
	}

	private static Set<String> names(String pattern) {
		return expressions.stream()
			.flatMap((expression) -> Pattern.compile(pattern).matcher(expression).results())
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
