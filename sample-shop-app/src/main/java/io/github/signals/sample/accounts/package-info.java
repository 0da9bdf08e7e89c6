/**
 * Shows the classic example: a receiver with a stable name creates a profile for each new
 * user, in the same transaction. Another receiver saves the profile whenever its user is
 * saved, except for one save that mutes the receiver by its name.
 */
@NullMarked
package io.github.signals.sample.accounts;

import org.jspecify.annotations.NullMarked;
