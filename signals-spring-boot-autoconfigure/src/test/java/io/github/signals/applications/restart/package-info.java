/**
 * An application whose classes are loaded anew for each restart.
 */
package io.github.signals.applications.restart;
