/**
 * What happens at startup: annotated methods and specifications are read, checked and
 * turned into receivers, which the registry connects. Nothing here is on the way of a
 * save, but for the call of a bean's method.
 */
@NullMarked
package io.github.signals.declaration;

import org.jspecify.annotations.NullMarked;
