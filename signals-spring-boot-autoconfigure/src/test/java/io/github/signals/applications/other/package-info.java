/**
 * Entities of a child context, which its parent does not know.
 */
package io.github.signals.applications.other;
