/**
 * What the features share on the web: problem details for bad input, CSV uploads, and the
 * list of all receivers. Shows that the receivers of an application can be asked for.
 */
@NullMarked
package io.github.signals.sample.web;

import org.jspecify.annotations.NullMarked;
