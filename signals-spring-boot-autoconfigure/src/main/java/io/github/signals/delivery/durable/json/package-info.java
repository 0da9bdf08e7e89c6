/**
 * The format of the values in records: how they are written, so that equal values of the
 * same types are read, and nothing else is created. What records are for, and where they
 * are stored, has no place here.
 */
@NullMarked
package io.github.signals.delivery.durable.json;

import org.jspecify.annotations.NullMarked;
