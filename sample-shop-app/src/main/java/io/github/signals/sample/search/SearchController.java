package io.github.signals.sample.search;

import java.util.List;

import io.github.signals.Backfill;
import io.github.signals.Signals;
import jakarta.validation.constraints.Size;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/search")
class SearchController {

	private final SearchIndex index;

	private final Signals signals;

	SearchController(SearchIndex index, Signals signals) {
		this.index = index;
		this.signals = signals;
	}

	@GetMapping
	List<SearchResult> search(@RequestParam("q") @Size(max = 100) String words) {
		return this.index.search(words);
	}

	/**
	 * Index all rows that are there, beside what changes in the meantime. Whoever asks
	 * again while that runs is told how far it is.
	 */
	@PostMapping("/rebuild")
	@ResponseStatus(HttpStatus.ACCEPTED)
	Backfill rebuild() {
		return this.signals.backfill("search_index");
	}

}
