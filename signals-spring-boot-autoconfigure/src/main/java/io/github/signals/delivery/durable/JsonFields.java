package io.github.signals.delivery.durable;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the plain texts of a record.
 */
final class JsonFields {

	private JsonFields() {
	}

	static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null) ? value.asString() : null;
	}

	static boolean truth(JsonNode node, String name) {
		return node.path(name).asBoolean(false);
	}

	static Map<String, String> texts(JsonNode node) {
		Map<String, String> texts = new LinkedHashMap<>();
		node.properties().forEach((entry) -> texts.put(entry.getKey(), entry.getValue().asString()));
		return texts;
	}

}
