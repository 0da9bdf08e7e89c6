/**
 * The starter as an application has it, beside starters of others.
 */
@NullMarked
package io.github.signals.starter;

import org.jspecify.annotations.NullMarked;
