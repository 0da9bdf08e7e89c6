/**
 * The web layer that the features share: problem details for invalid input, CSV uploads,
 * calls of other services, the hits of the caches, and the list of all receivers. Shows
 * that an application can query its receivers.
 */
@NullMarked
package io.github.signals.sample.web;

import org.jspecify.annotations.NullMarked;
