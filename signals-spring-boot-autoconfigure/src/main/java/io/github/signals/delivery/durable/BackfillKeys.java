package io.github.signals.delivery.durable;

import java.io.StringWriter;
import java.util.Objects;

import tools.jackson.core.JsonGenerator;

import io.github.signals.delivery.durable.json.TypedJson;

/**
 * The identifiers of rows, written as records have them.
 *
 * @param json the format of the values
 */
record BackfillKeys(TypedJson json) {

	String write(Class<?> type, Object id) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = RecordJson.MAPPER.createGenerator(text)) {
			this.json.write(generator, id, this.json.typesOf(type).identifier());
		}
		return text.toString();
	}

	Object read(Class<?> type, String key) {
		return Objects
			.requireNonNull(this.json.read(RecordJson.MAPPER.readTree(key), this.json.typesOf(type).identifier()));
	}

}
