package io.github.signals.sample.cms;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.Receiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.stereotype.Component;

/**
 * Keeps the cached root paths up to date.
 */
@Component
class SiteReceivers {

	private static final Logger logger = LoggerFactory.getLogger(SiteReceivers.class);

	@Receiver(value = { PostSave.class, PostDelete.class }, delivery = Delivery.AFTER_COMMIT,
			dispatchUid = "evict_site_root_paths")
	@CacheEvict(cacheNames = SiteService.ROOT_PATHS, allEntries = true)
	public void evictRootPaths(Site site) {
		logger.info("Site '{}' changed: evicting the cached root paths.", site.getHostname());
	}

}
