package io.github.signals.actuate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a document against the part of JSON schema that ours are written in, and refuses
 * to check what it does not know.
 */
final class JsonSchema {

	private static final Set<String> KNOWN = Set.of("$schema", "title", "$defs", "$ref", "type", "required",
			"additionalProperties", "properties", "items", "enum", "minimum", "maximum", "format");

	private final JsonNode root;

	private final List<String> problems = new ArrayList<>();

	private JsonSchema(JsonNode root) {
		this.root = root;
	}

	/**
	 * Return what is wrong with a document.
	 */
	static List<String> problems(Path schema, JsonNode document) throws IOException {
		JsonSchema checked = new JsonSchema(JsonMapper.shared().readTree(schema.toFile()));
		checked.check("$", checked.root, document);
		return checked.problems;
	}

	private void check(String path, JsonNode schema, JsonNode value) {
		JsonNode reference = schema.get("$ref");
		if (reference != null) {
			check(path, this.root.at(reference.asString().substring(1)), value);
			return;
		}
		schema.propertyNames().forEach((name) -> expect(KNOWN.contains(name), path, "cannot be checked: " + name));
		JsonNode types = schema.get("type");
		if (types != null) {
			expect((types.isArray() ? types.valueStream() : List.of(types).stream())
				.anyMatch((type) -> isOf(type.asString(), value)), path, "is not of type " + types);
		}
		JsonNode values = schema.get("enum");
		expect(values == null || values.valueStream().anyMatch(value::equals), path, "is not one of " + values);
		checkNumber(path, schema, value);
		if (value.isString() && schema.path("format").asString("").equals("date-time")) {
			expect(isTime(value.asString()), path, "is not a time");
		}
		checkObject(path, schema, value);
		if (value.isArray() && schema.has("items")) {
			for (int i = 0; i < value.size(); i++) {
				check(path + "[" + i + "]", schema.get("items"), value.get(i));
			}
		}
	}

	private void checkNumber(String path, JsonNode schema, JsonNode value) {
		if (value.isNumber()) {
			expect(!schema.has("minimum") || value.asDouble() >= schema.get("minimum").asDouble(), path,
					"is too small");
			expect(!schema.has("maximum") || value.asDouble() <= schema.get("maximum").asDouble(), path,
					"is too large");
		}
	}

	private void checkObject(String path, JsonNode schema, JsonNode value) {
		if (!value.isObject()) {
			return;
		}
		schema.path("required")
			.forEach((name) -> expect(value.has(name.asString()), path + "." + name.asString(), "is missing"));
		JsonNode properties = schema.path("properties");
		value.propertyNames().forEach((name) -> {
			if (properties.has(name)) {
				check(path + "." + name, properties.get(name), value.get(name));
			}
			else {
				expect(schema.path("additionalProperties").asBoolean(true), path + "." + name, "is unknown");
			}
		});
	}

	private void expect(boolean condition, String path, String problem) {
		if (!condition) {
			this.problems.add(path + " " + problem);
		}
	}

	private static boolean isOf(String type, JsonNode value) {
		return switch (type) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			case "null" -> value.isNull();
			default -> false;
		};
	}

	private static boolean isTime(String text) {
		try {
			Instant.parse(text);
			return true;
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

}
