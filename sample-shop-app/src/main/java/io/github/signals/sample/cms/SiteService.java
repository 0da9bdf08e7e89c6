package io.github.signals.sample.cms;

import java.util.List;

import io.github.signals.sample.web.NotFoundException;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds and deletes sites, and caches their root paths.
 */
@Service
@Transactional
public class SiteService {

	static final String ROOT_PATHS = "site-root-paths";

	private final SiteRepository sites;

	SiteService(SiteRepository sites) {
		this.sites = sites;
	}

	@Cacheable(ROOT_PATHS)
	@Transactional(readOnly = true)
	public List<SiteRootPath> rootPaths() {
		return this.sites.findAllByOrderById().stream().map(SiteRootPath::of).toList();
	}

	public Site add(String hostname, String rootPath) {
		return this.sites.save(new Site(hostname, rootPath));
	}

	public void delete(long id) {
		this.sites.delete(this.sites.findById(id).orElseThrow(() -> new NotFoundException("site", id)));
	}

}
