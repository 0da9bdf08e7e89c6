/**
 * Configures the library in a Spring Boot application, depending on the classpath and the
 * {@code signals.*} properties.
 */
@NullMarked
package io.github.signals.autoconfigure;

import org.jspecify.annotations.NullMarked;
