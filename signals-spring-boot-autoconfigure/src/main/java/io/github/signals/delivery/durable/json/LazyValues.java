package io.github.signals.delivery.durable.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The values of a record by the names of the attributes. Each is decoded when it is asked
 * for, so that one that cannot be read concerns only who needs it.
 *
 * @since 0.1.0
 */
public final class LazyValues extends AbstractMap<String, @Nullable Object> {

	private static final Logger logger = LoggerFactory.getLogger(LazyValues.class);

	private final Class<?> sender;

	private final Map<String, JsonNode> recorded = new LinkedHashMap<>();

	private final Map<String, @Nullable Object> read = new HashMap<>();

	private final EntityValueTypes types;

	private final ValueReader reader;

	LazyValues(Class<?> sender, @Nullable JsonNode recorded, EntityValueTypes types, ValueReader reader,
			UnaryOperator<String> names) {
		this.sender = sender;
		this.types = types;
		this.reader = reader;
		if (recorded != null) {
			recorded.properties().forEach((entry) -> this.recorded.put(names.apply(entry.getKey()), entry.getValue()));
		}
	}

	@Override
	public synchronized @Nullable Object get(@Nullable Object name) {
		JsonNode json = this.recorded.get(name);
		if (json == null || this.read.containsKey(name)) {
			return this.read.get(name);
		}
		String attribute = String.valueOf(name);
		try {
			Object value = this.reader.read(json, this.types.attribute(attribute));
			this.read.put(attribute, value);
			return value;
		}
		catch (UnreadableValueException ex) {
			throw ex.of("Attribute '" + RecordedText.name(attribute) + "'", this.sender);
		}
	}

	/**
	 * Read all values that were not left out.
	 */
	public void decode() {
		this.recorded.forEach((name, json) -> {
			if (!ValueReader.isOmitted(json)) {
				get(name);
			}
		});
	}

	/**
	 * Read all values but those that cannot be read, which are named in a warning: what
	 * the receiver needs of an instance is not known before it takes it.
	 * @return the values by the names of the attributes
	 */
	public Map<String, @Nullable Object> readable() {
		Map<String, @Nullable Object> readable = new LinkedHashMap<>();
		List<String> left = new ArrayList<>();
		for (Entry<String, JsonNode> value : this.recorded.entrySet()) {
			String name = value.getKey();
			if (ValueReader.isOmitted(value.getValue()) || this.types.isOfPart(name)) {
				continue;
			}
			try {
				if (this.types.knows(name)) {
					readable.put(name, get(name));
				}
				else {
					left.add(unknown(RecordedText.name(name)));
				}
			}
			catch (UnreadableValueException ex) {
				left.add(String.valueOf(ex.getMessage()));
			}
		}
		if (!left.isEmpty()) {
			logger.warn("An instance of {} was restored without some of its recorded values: {}", this.sender.getName(),
					String.join(". ", left));
		}
		return readable;
	}

	private String unknown(String name) {
		return "'" + name + "' is no longer an attribute; if it was renamed, set signals.durable.renamed."
				+ this.sender.getSimpleName() + "." + name + " to its new name";
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return this.recorded.containsKey(name);
	}

	@Override
	public Set<String> keySet() {
		return this.recorded.keySet();
	}

	@Override
	public Set<Entry<String, @Nullable Object>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Entry<String, @Nullable Object>> iterator() {
				return LazyValues.this.recorded.keySet()
					.stream()
					.map((name) -> (Entry<String, @Nullable Object>) new SimpleImmutableEntry<String, @Nullable Object>(
							name, get(name)))
					.iterator();
			}

			@Override
			public int size() {
				return LazyValues.this.recorded.size();
			}

		};
	}

}
