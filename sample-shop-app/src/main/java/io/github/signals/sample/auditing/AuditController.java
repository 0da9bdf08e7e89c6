package io.github.signals.sample.auditing;

import java.util.List;

import io.github.signals.sample.auditing.AuditEntry.AuditResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the newest entries of the audit log: all of them, or those of one entity.
 */
@RestController
@RequestMapping("/api/audit")
class AuditController {

	private static final int NEWEST = 100;

	private final AuditEntryRepository entries;

	AuditController(AuditEntryRepository entries) {
		this.entries = entries;
	}

	@GetMapping
	List<AuditResponse> list(@RequestParam(required = false) @Nullable String entity,
			@RequestParam(required = false) @Nullable Long id) {
		return this.entries.findBy(Example.of(new AuditEntry(entity, id)),
				(query) -> query.sortBy(Sort.by("id").descending())
					.limit(NEWEST)
					.stream()
					.map(AuditEntry::toResponse)
					.toList());
	}

}
