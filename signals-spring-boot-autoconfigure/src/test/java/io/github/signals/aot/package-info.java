/**
 * Applications that are processed ahead of time, with and without which they do the same.
 */
package io.github.signals.aot;
