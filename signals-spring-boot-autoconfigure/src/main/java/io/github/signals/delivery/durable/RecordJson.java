package io.github.signals.delivery.durable;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.signals.CallContext;

/**
 * Records as JSON, without a look at their values.
 */
final class RecordJson {

	/**
	 * Of our own, as the settings of the application change what is written. In ASCII,
	 * which each database can make text of, whatever its encoding.
	 */
	static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private RecordJson() {
	}

	/**
	 * Parse a record, without a look at its values.
	 */
	static JsonNode parse(DurableCall call) {
		try {
			// From bytes, the parser does not read each name that the generator writes.
			JsonNode record = MAPPER.readTree(new String(call.payload(), StandardCharsets.UTF_8));
			if (record.isObject()) {
				return record;
			}
		}
		catch (JacksonException ex) {
			// Its message would quote the values
			throw new ImpossibleCallException("Its record is not valid JSON: " + ex.getClass().getName(), null);
		}
		throw new ImpossibleCallException("Its record is not a JSON object", null);
	}

	/**
	 * Return the bean name of the transaction manager of the change.
	 */
	static @Nullable String using(JsonNode record) {
		return JsonFields.text(record, "using");
	}

	/**
	 * Return what is to be current while the call is made.
	 */
	static CallContext.Recorded surroundings(JsonNode record) {
		return new CallContext.Recorded(JsonFields.text(record, "tenant"), JsonFields.texts(record.path("values")));
	}

	/**
	 * Return whether it is not known yet if the receiver wants to hear it.
	 */
	static boolean isUndecided(JsonNode record) {
		return JsonFields.truth(record, "undecided");
	}

	/**
	 * Return a record as it is stored.
	 */
	static byte[] bytes(JsonNode record) {
		return MAPPER.writeValueAsBytes(record);
	}

}
