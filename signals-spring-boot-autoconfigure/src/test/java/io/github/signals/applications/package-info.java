/**
 * Applications that are started in unusual ways: lazily, in a hierarchy, restarted, and
 * several at once.
 */
package io.github.signals.applications;
