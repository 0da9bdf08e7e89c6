/**
 * Shows one receiver for several signals, which evicts a cache when a site is saved or
 * deleted, and after the commit, so that nobody caches what is not there. A live page is
 * unpublished before it is deleted, with no save of its own, and a tag that is added to a
 * page is heard though no row of the page changes.
 */
@NullMarked
package io.github.signals.sample.cms;

import org.jspecify.annotations.NullMarked;
