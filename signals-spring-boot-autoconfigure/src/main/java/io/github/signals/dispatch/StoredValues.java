package io.github.signals.dispatch;

import java.util.Map;

import org.springframework.core.ResolvableType;

/**
 * The mapping of the values of an entity: a reference to another entity has the type of
 * its identifier, and parts of embedded values are named by their paths. A part that
 * contains itself repeats the attributes of the first one.
 *
 * @param identifier the type of the identifier
 * @param attributes the attributes by name
 * @param repeated the paths of parts that repeat another one, which may be that of the
 * entity itself, {@code ""}
 * @param parts the classes of the entities that associations refer to, by their names
 * @param collections the collections whose changes are not those of a row, of values and
 * of entities, by their names
 * @since 0.1.0
 */
public record StoredValues(ResolvableType identifier, Map<String, StoredValue> attributes, Map<String, String> repeated,
		Map<String, Class<?>> parts, Map<String, StoredValue> collections) {

}
