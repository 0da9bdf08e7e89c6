package io.github.signals.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The range of a value.
 *
 * @param type the type that it is bound to
 * @param min the least value, or {@code null} for any
 * @param max the greatest value, or {@code null} for any
 * @param description the range in words
 */
record ValueRange(Class<?> type, @Nullable Comparable<?> min, @Nullable Comparable<?> max, String description) {

	/** Ten years: long enough, and arithmetic does not overflow. */
	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final ValueRange COUNT = atLeast(1);

	private static final ValueRange ANY_TIME = new ValueRange(Duration.class, null, LONGEST, "at most 3650d");

	private static final ValueRange TIME_OR_NONE = new ValueRange(Duration.class, Duration.ZERO, LONGEST,
			"between 0 and 3650d");

	private static final ValueRange TIME = new ValueRange(Duration.class, Duration.ofMillis(1), LONGEST,
			"between 1ms and 3650d");

	private static final ValueRange FACTOR = new ValueRange(Double.class, 1.0, 1000.0, "between 1 and 1000");

	/** What is configured of all durable receivers, or of one of them. */
	private static final Map<String, ValueRange> OF_DURABLE = Map.of("max-attempts", COUNT, "timeout", TIME,
			"back-off.initial", TIME, "back-off.multiplier", FACTOR, "back-off.max", TIME);

	/** What is configured of one durable receiver only. */
	private static final Map<String, ValueRange> OF_ONE = Map.of("share",
			new ValueRange(Integer.class, 1, 1000, "between 1 and 1000"), "delay", TIME, "debounce", TIME);

	private static final Map<String, ValueRange> OTHERS = Map.ofEntries(Map.entry("async.threads", COUNT),
			Map.entry("async.queue-capacity", atLeast(0)), Map.entry("async.shutdown-timeout", TIME_OR_NONE),
			Map.entry("recursion.max-depth", COUNT), Map.entry("slow-receiver-threshold", ANY_TIME),
			Map.entry("trace.size", new ValueRange(Integer.class, 0, 10000, "between 0 and 10000")),
			Map.entry("durable.backfill.chunk-size", new ValueRange(Integer.class, 1, 10000, "between 1 and 10000")),
			Map.entry("durable.backfill.max-waiting", COUNT), Map.entry("durable.threads", COUNT),
			Map.entry("durable.polling-interval", TIME), Map.entry("durable.heartbeat-interval", TIME),
			Map.entry("durable.sweep-interval", TIME), Map.entry("durable.report-after", TIME_OR_NONE),
			Map.entry("durable.shutdown-timeout", TIME_OR_NONE));

	private static ValueRange atLeast(int min) {
		return new ValueRange(Integer.class, min, null, "at least " + min);
	}

	/**
	 * Return the ranges of all keys but those of single receivers.
	 */
	static Map<ConfigurationPropertyName, ValueRange> ofAll() {
		Map<ConfigurationPropertyName, ValueRange> all = new LinkedHashMap<>();
		OTHERS.forEach((key, range) -> all.put(ConfigurationPropertyName.of("signals." + key), range));
		OF_DURABLE.forEach((key, range) -> all.put(ConfigurationPropertyName.of("signals.durable." + key), range));
		return all;
	}

	/**
	 * Return the range of a key of one receiver.
	 */
	static @Nullable ValueRange ofReceiver(ConfigurationPropertyName name) {
		if (name.getNumberOfElements() < 5 || !name.getElement(1, Form.UNIFORM).equals("receivers")) {
			return null;
		}
		ValueRange range = ofReceiver(name, OF_DURABLE);
		return (range != null) ? range : ofReceiver(name, OF_ONE);
	}

	private static @Nullable ValueRange ofReceiver(ConfigurationPropertyName name, Map<String, ValueRange> ranges) {
		for (Map.Entry<String, ValueRange> entry : ranges.entrySet()) {
			ConfigurationPropertyName end = ConfigurationPropertyName.of("durable." + entry.getKey());
			int start = name.getNumberOfElements() - end.getNumberOfElements();
			if (start > 2 && name.subName(start).equals(end)) {
				return entry.getValue();
			}
		}
		return null;
	}

	/**
	 * Return the value of a key with what its placeholders stand for, if it is out of the
	 * range. What is not a value at all is left to the one who binds it.
	 */
	@Nullable Object excluded(ConfigurationPropertyName name, Binder binder) {
		try {
			Object value = binder.bind(name, Bindable.of(this.type)).orElse(null);
			boolean excluded = value != null && (compare(this.min, value) > 0 || compare(this.max, value) < 0);
			return excluded ? binder.bind(name, Bindable.of(Object.class)).orElse(value) : null;
		}
		catch (BindException ex) {
			return null;
		}
	}

	@SuppressWarnings("unchecked")
	private static int compare(@Nullable Comparable<?> bound, Object value) {
		return (bound != null) ? ((Comparable<Object>) bound).compareTo(value) : 0;
	}

	String describe() {
		return "It must be " + this.description + ".";
	}

	/**
	 * Describe the range and the value, which a placeholder hides.
	 */
	String describe(Object value) {
		return "It is " + value + ", and must be " + this.description + ".";
	}

}
