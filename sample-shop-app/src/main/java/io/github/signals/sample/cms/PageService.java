package io.github.signals.sample.cms;

import io.github.signals.sample.web.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes and deletes pages.
 */
@Service
@Transactional
public class PageService {

	private final PageRepository pages;

	private final TagRepository tags;

	PageService(PageRepository pages, TagRepository tags) {
		this.pages = pages;
		this.tags = tags;
	}

	public Page write(String title, boolean live) {
		return this.pages.save(new Page(title, live));
	}

	/**
	 * Tag a page. Only the link is written, which is heard as a change of the page's
	 * tags.
	 * @param id the identifier of the page
	 * @param name the name of the tag, which is created if it does not exist
	 */
	public void tag(long id, String name) {
		Tag tag = this.tags.findByName(name).orElseGet(() -> this.tags.save(new Tag(name)));
		find(id).getTags().add(tag);
	}

	private Page find(long id) {
		return this.pages.findById(id).orElseThrow(() -> new NotFoundException("page", id));
	}

	public void delete(long id) {
		this.pages.delete(find(id));
	}

}
