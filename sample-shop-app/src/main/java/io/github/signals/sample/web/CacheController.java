package io.github.signals.sample.web;

import java.util.List;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.stats.CacheStats;

import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows how often each cache was asked, and knew the answer.
 */
@RestController
@RequestMapping("/api/caches")
class CacheController {

	private final CacheManager caches;

	CacheController(CacheManager caches) {
		this.caches = caches;
	}

	@GetMapping
	List<CacheResponse> list() {
		return this.caches.getCacheNames()
			.stream()
			.map((name) -> (CaffeineCache) Objects.requireNonNull(this.caches.getCache(name)))
			.map(CacheResponse::of)
			.toList();
	}

	record CacheResponse(String name, long hits, long misses, long entries) {

		static CacheResponse of(CaffeineCache cache) {
			CacheStats stats = cache.getNativeCache().stats();
			return new CacheResponse(cache.getName(), stats.hitCount(), stats.missCount(),
					cache.getNativeCache().asMap().size());
		}

	}

}
