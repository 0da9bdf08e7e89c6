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

	PageService(PageRepository pages) {
		this.pages = pages;
	}

	public Page write(String title, boolean live) {
		return this.pages.save(new Page(title, live));
	}

	public void delete(long id) {
		this.pages.delete(this.pages.findById(id).orElseThrow(() -> new NotFoundException("page", id)));
	}

}
