package io.github.signals.sample.sources;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.signals.ReceiverInfo;
import io.github.signals.Signals;

import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Finds the sources of receivers. What somebody asks for is only ever compared with the
 * uids of connected receivers: it names no file.
 */
@Component
class ReceiverSources {

	private static final Pattern METHOD = Pattern.compile("(\\w+)\\.(\\w+)\\((.*)\\)");

	private final Signals signals;

	private final Map<String, SourceFile> files;

	ReceiverSources(Signals signals, ResourcePatternResolver resources) throws IOException {
		this.signals = signals;
		this.files = Stream.of(resources.getResources("classpath:sources/io/github/signals/sample/**/*.java"))
			.map(SourceFile::of)
			.collect(Collectors.toMap(SourceFile::name, Function.identity()));
	}

	Optional<ReceiverSource> find(String uid) {
		return this.signals.receivers()
			.stream()
			.filter((receiver) -> receiver.uid().equals(uid))
			.findFirst()
			.flatMap(this::find);
	}

	private Optional<ReceiverSource> find(ReceiverInfo receiver) {
		Matcher method = METHOD.matcher(receiver.method());
		if (!method.matches()) {
			return Optional.empty();
		}
		List<String> parameters = Stream.of(method.group(3).split(", ")).filter((type) -> !type.isEmpty()).toList();
		return Optional.ofNullable(this.files.get(method.group(1) + ".java"))
			.flatMap((file) -> file.find(receiver.uid(), method.group(2), parameters));
	}

}
