package io.github.signals.delivery.durable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.support.DefaultConversionService;

import io.github.signals.CallQuery.EntityReference;
import io.github.signals.delivery.durable.DurableCall.Key;
import io.github.signals.delivery.durable.json.TypedJson;
import io.github.signals.delivery.durable.json.UnwritableValueException;
import io.github.signals.delivery.durable.json.ValueType;

/**
 * How records are written, for those who look for them or change them.
 *
 * @param json writes identifiers
 * @param entities finds the classes of entities
 * @param renamed the names that classes had
 */
record RecordFormat(TypedJson json, RecordedEntities entities, Renamed renamed) {

	/**
	 * Return the key of an entity, which its records have.
	 * @throws IllegalArgumentException if there is no such class, or it cannot have this
	 * identifier
	 */
	Key keyOf(EntityReference entity) {
		Class<?> type = this.entities.find(entity.type());
		if (type == null) {
			throw new IllegalArgumentException(entity.type() + " is not an entity of this application");
		}
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		ValueType identifier = this.json.typesOf(type).identifier();
		try (JsonGenerator generator = RecordJson.MAPPER.createGenerator(written)) {
			this.json.write(generator, convert(entity.id(), identifier.declared()), identifier);
		}
		catch (ConversionException | UnwritableValueException ex) {
			throw new IllegalArgumentException(
					"No " + type.getName() + " has an identifier of " + entity.id().getClass().getName(), ex);
		}
		return Key.of(this.renamed.former(type), written.toString(StandardCharsets.US_ASCII));
	}

	/**
	 * Return an identifier as the entity has it: an {@code int} or a text may stand for a
	 * {@code long}.
	 */
	private static Object convert(Object id, Class<?> type) {
		Object converted = type.isInstance(id) ? id : DefaultConversionService.getSharedInstance().convert(id, type);
		if (converted == null) {
			throw new IllegalArgumentException("An identifier must not be empty");
		}
		return converted;
	}

}
