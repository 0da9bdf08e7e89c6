/**
 * Shows the classic story: each new user gets a profile, in the same transaction, from a
 * receiver with a stable name. Another saves the profile whenever its user is saved, but
 * for the one save in which it is muted by that name.
 */
@NullMarked
package io.github.signals.sample.accounts;

import org.jspecify.annotations.NullMarked;
