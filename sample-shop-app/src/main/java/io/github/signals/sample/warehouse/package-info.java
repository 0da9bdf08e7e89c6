/**
 * Shows a rule that holds regardless of the code path: a warehouse knows its newest
 * crate, whether the crate is stored alone, in bulk, with its warehouse or by another
 * service. It forgets the crate before the crate is deleted. A receiver that hears crates
 * as parts of their warehouse tells what has come and gone in each transaction.
 */
@NullMarked
package io.github.signals.sample.warehouse;

import org.jspecify.annotations.NullMarked;
