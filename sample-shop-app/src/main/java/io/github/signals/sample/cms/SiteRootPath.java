package io.github.signals.sample.cms;

/**
 * The location of a site's pages.
 *
 * @param siteId the id of the site
 * @param hostname the host of the site
 * @param rootPath the path of its root page
 */
public record SiteRootPath(long siteId, String hostname, String rootPath) {

	static SiteRootPath of(Site site) {
		return new SiteRootPath(site.getId(), site.getHostname(), site.getRootPath());
	}

}
