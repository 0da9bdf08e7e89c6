package io.github.signals.delivery.durable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's additions to the format of records. The format does not depend on the
 * settings of the application's JSON mapper.
 *
 * @param mapper the mapper of the application, whose modules and mix-ins are used for
 * objects of its own classes
 * @param types the classes that values may have where the mapping does not say so
 * @param actors the classes that actors are known to have, as far as JSON can tell them
 * @param omitted the attributes that are left out of records, by the simple or the full
 * name of their entity
 * @param renamed what has another name by now
 * @param classLoader where the classes of the application are
 * @since 0.1.0
 */
public record DurableFormat(JsonMapper mapper, Collection<Class<?>> types, Supplier<Collection<Class<?>>> actors,
		Map<String, List<String>> omitted, Renamed renamed, @Nullable ClassLoader classLoader) {

}
