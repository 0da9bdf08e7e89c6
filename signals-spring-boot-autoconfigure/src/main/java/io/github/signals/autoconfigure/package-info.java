/**
 * Puts the library together in a Spring Boot application, by what is on its classpath and
 * in its {@code signals.*} properties.
 */
@NullMarked
package io.github.signals.autoconfigure;

import org.jspecify.annotations.NullMarked;
