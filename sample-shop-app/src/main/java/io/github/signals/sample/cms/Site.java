package io.github.signals.sample.cms;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A site, and the root path of its pages.
 */
@Entity
public class Site extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String hostname;

	private String rootPath;

	@SuppressWarnings("NullAway.Init")
	protected Site() {
	}

	Site(String hostname, String rootPath) {
		this.hostname = hostname;
		this.rootPath = rootPath;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The site is not saved yet");
		return this.id;
	}

	public String getHostname() {
		return this.hostname;
	}

	public String getRootPath() {
		return this.rootPath;
	}

	@Override
	public String getSearchText() {
		return this.hostname + this.rootPath;
	}

}
