/**
 * Shows the source of each receiver of the sample. Its files are on the class path, put
 * there by the build.
 */
@NullMarked
package io.github.signals.sample.sources;

import org.jspecify.annotations.NullMarked;
