package io.github.signals.dispatch;

/**
 * A way that leads from an entity to its parts.
 *
 * @param path the path of the association
 * @param owned whether all associations on the path are owned
 * @since 0.1.0
 */
public record Part(String path, boolean owned) {

}
