package io.github.signals.sample.cms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pages")
class PageController {

	private final PageService pages;

	PageController(PageService pages) {
		this.pages = pages;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	PageResponse write(@Valid @RequestBody PageRequest request) {
		return PageResponse.of(this.pages.write(request.title(), request.live()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.pages.delete(id);
	}

	record PageRequest(@NotBlank @Size(max = 200) String title, @NotNull Boolean live) {

	}

	record PageResponse(long id, String title, boolean live) {

		static PageResponse of(Page page) {
			return new PageResponse(page.getId(), page.getTitle(), page.isLive());
		}

	}

}
