/**
 * Shows one receiver for all subtypes of a mapped superclass, which sets the time of each
 * save. It also hears imports, such as that of books, and is called where other receivers
 * are muted, such as when a user's address is corrected. Other receivers of the same
 * superclass keep an audit log, in the transaction of each change.
 */
@NullMarked
package io.github.signals.sample.auditing;

import org.jspecify.annotations.NullMarked;
