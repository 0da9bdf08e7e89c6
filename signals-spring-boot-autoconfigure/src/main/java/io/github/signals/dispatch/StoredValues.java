package io.github.signals.dispatch;

import java.util.Map;

import org.springframework.core.ResolvableType;

/**
 * The declared types of what is told of an entity: what stands for another entity has the
 * type of its identifier, and parts of embedded values are named by their paths.
 *
 * @param identifier the type of the identifier
 * @param attributes the types of the attributes by name
 * @since 0.1.0
 */
public record StoredValues(ResolvableType identifier, Map<String, ResolvableType> attributes) {

}
