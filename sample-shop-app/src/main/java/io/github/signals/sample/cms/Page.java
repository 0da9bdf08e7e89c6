package io.github.signals.sample.cms;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A page. It is live when everybody can see it.
 */
@Entity
public class Page extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String title;

	private boolean live;

	@ManyToMany
	@JoinTable(name = "page_tags", joinColumns = @JoinColumn(name = "page_id"),
			inverseJoinColumns = @JoinColumn(name = "tag_id"))
	private Set<Tag> tags = new LinkedHashSet<>();

	@SuppressWarnings("NullAway.Init")
	protected Page() {
	}

	Page(String title, boolean live) {
		this.title = title;
		this.live = live;
	}

	void unpublish() {
		this.live = false;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The page is not saved yet");
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public Set<Tag> getTags() {
		return this.tags;
	}

	public boolean isLive() {
		return this.live;
	}

	@Override
	public String getSearchText() {
		return this.title;
	}

}
