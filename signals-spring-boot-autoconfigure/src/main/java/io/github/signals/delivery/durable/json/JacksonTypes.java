package io.github.signals.delivery.durable.json;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides whether JSON tells what the objects of a type are: neither a part of any class
 * nor one that may have several, unless the application has said how to tell them apart.
 * A name of a class in JSON is not such a way, as who writes it would choose what is
 * created.
 */
final class JacksonTypes {

	private final JsonMapper mapper;

	JacksonTypes(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Return why JSON cannot tell what the objects of a type are.
	 * @param type the type
	 * @param entities tells the classes that are an obstacle wherever they are
	 */
	@Nullable String obstacle(JavaType type, Predicate<Class<?>> entities) {
		try {
			return new JacksonLook(this.mapper._deserializationContext(), entities).at(type, "");
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return "is a " + type.getRawClass().getTypeName() + ", which Jackson cannot deserialize: "
					+ ex.getClass().getSimpleName();
		}
	}

}
