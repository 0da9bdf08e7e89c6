/**
 * Shows one receiver for several signals, which evicts a cache after the commit when a
 * site was saved or deleted, so that nobody caches a site that does not exist. A live
 * page is unpublished before it is deleted, without a save of its own. A tag that is
 * added to a page is heard although no row of the page changes.
 */
@NullMarked
package io.github.signals.sample.cms;

import org.jspecify.annotations.NullMarked;
