package io.github.signals.capture.persistence;

import io.github.signals.capture.ManagedEntityReader;

/**
 * What is known of one session.
 *
 * @param writes what it writes
 * @param reader what reads its entities
 */
record CapturedSession(SessionWrites writes, ManagedEntityReader reader) {

}
