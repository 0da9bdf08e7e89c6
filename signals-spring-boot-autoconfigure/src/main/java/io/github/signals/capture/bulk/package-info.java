/**
 * Captures set-based statements: the sessions that a factory hands out look at what they
 * execute, as Hibernate has no event for it. Nothing here knows repositories, what a
 * persistence context writes, or deliveries.
 */
@NullMarked
package io.github.signals.capture.bulk;

import org.jspecify.annotations.NullMarked;
