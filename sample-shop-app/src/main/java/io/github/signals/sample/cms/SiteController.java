package io.github.signals.sample.cms;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/sites")
class SiteController {

	private final SiteService sites;

	SiteController(SiteService sites) {
		this.sites = sites;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	SiteRootPath add(@Valid @RequestBody SiteRequest request) {
		return SiteRootPath.of(this.sites.add(request.hostname(), request.rootPath()));
	}

	@GetMapping("/root-paths")
	List<SiteRootPath> rootPaths() {
		return this.sites.rootPaths();
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.sites.delete(id);
	}

	record SiteRequest(@NotBlank @Size(max = 255) String hostname,
			@NotNull @Size(max = 255) @Pattern(regexp = "/.*", message = "must start with a slash") String rootPath) {

	}

}
