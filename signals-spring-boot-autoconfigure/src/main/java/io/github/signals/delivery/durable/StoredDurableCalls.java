package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToIntBiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.Backfills;
import io.github.signals.CallQuery;
import io.github.signals.DurableCalls;
import io.github.signals.ParkedCall;
import io.github.signals.WaitingCall;
import io.github.signals.delivery.durable.DurableCall.Partition;

/**
 * The calls of all data sources.
 */
final class StoredDurableCalls implements DurableCalls {

	private final DurableStores stores;

	private final CallPayload payloads;

	private final StoredBackfills backfills;

	private final Patience<Counts> patience = new Patience<>(this::count);

	private final Patience<List<PartitionCounts>> partitionPatience = new Patience<>(this::countPartitions);

	StoredDurableCalls(DurableStores stores, CallPayload payloads, StoredBackfills backfills) {
		this.stores = stores;
		this.payloads = payloads;
		this.backfills = backfills;
	}

	@Override
	public long waiting() {
		return count(false);
	}

	@Override
	public long parked() {
		return count(true);
	}

	private long count(boolean parked) {
		return this.stores.all().stream().mapToLong((store) -> store.table().count(parked)).sum();
	}

	@Override
	public @Nullable Instant oldestWaiting() {
		return this.stores.all()
			.stream()
			.map((store) -> store.table().oldest())
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.map(Instant::ofEpochMilli)
			.orElse(null);
	}

	@Override
	public Counts counts() {
		return this.patience.get();
	}

	private Counts count() {
		Counts all = new Counts(0, 0, null);
		for (DurableStore store : this.stores.all()) {
			Counts own = store.table().counts();
			all = new Counts(all.waiting() + own.waiting(), all.parked() + own.parked(),
					earlier(all.oldestWaiting(), own.oldestWaiting()));
		}
		return all;
	}

	private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
		return (one == null || other != null && other.isBefore(one)) ? other : one;
	}

	@Override
	public List<PartitionCounts> partitions() {
		return this.partitionPatience.get();
	}

	private List<PartitionCounts> countPartitions() {
		return this.stores.all().stream().flatMap((store) -> PartitionStates.of(store).stream()).toList();
	}

	@Override
	public List<ParkedCall> parked(int offset, int limit) {
		return parked(CallQuery.all(), offset, limit);
	}

	@Override
	public List<ParkedCall> parked(CallQuery query, int offset, int limit) {
		CallFilter filter = filter(query);
		return page(offset, limit, (search, most) -> search.parked(filter, most, this.payloads::entityId));
	}

	@Override
	public List<WaitingCall> waiting(CallQuery query, int offset, int limit) {
		CallFilter filter = filter(query);
		return page(offset, limit, (search, most) -> search.waiting(filter, most, this.payloads::entityId));
	}

	private CallFilter filter(CallQuery query) {
		Assert.notNull(query, "'query' must not be null");
		return CallFilter.of(query, this.payloads.format());
	}

	/**
	 * Return a page of the calls of all data sources, one after the other.
	 */
	private <T> List<T> page(int offset, int limit, BiFunction<CallSearch, Integer, List<T>> search) {
		Assert.isTrue(offset >= 0, "'offset' must not be negative");
		Assert.isTrue(limit >= 0, "'limit' must not be negative");
		int most = Math.addExact(offset, limit);
		List<T> calls = new ArrayList<>();
		this.stores.all().forEach((store) -> calls.addAll(search.apply(store.search(), most)));
		return calls.stream().skip(offset).limit(limit).toList();
	}

	@Override
	public boolean replay(UUID id) {
		return changeOne(id, CallSearch::replay);
	}

	@Override
	public int replayAll(String uid) {
		return replay(CallQuery.of(uid));
	}

	@Override
	public int replay(CallQuery query) {
		return change(filter(query), CallSearch::replay);
	}

	@Override
	public boolean discard(UUID id) {
		return changeOne(id, CallSearch::discard);
	}

	@Override
	public int discardAll(String uid) {
		return discard(CallQuery.of(uid));
	}

	@Override
	public int discard(CallQuery query) {
		return change(filter(query), CallSearch::discard);
	}

	@Override
	public Backfills backfills() {
		return this.backfills;
	}

	private boolean changeOne(UUID id, ToIntBiFunction<CallSearch, CallFilter> change) {
		Assert.notNull(id, "'id' must not be null");
		return change(CallFilter.ofId(id), change) > 0;
	}

	/**
	 * Change parked calls. Whoever has decided wants to see what has become of it.
	 */
	private int change(CallFilter filter, ToIntBiFunction<CallSearch, CallFilter> change) {
		try {
			return this.stores.all().stream().mapToInt((store) -> change(store, filter, change)).sum();
		}
		finally {
			this.patience.forget();
			this.partitionPatience.forget();
		}
	}

	/**
	 * Change parked calls, and have those made that are due by that: they themselves, or
	 * those that they held back.
	 */
	private static int change(DurableStore store, CallFilter filter, ToIntBiFunction<CallSearch, CallFilter> change) {
		List<Partition> partitions = store.search().parkedPartitions(filter);
		if (partitions.isEmpty()) {
			return 0;
		}
		Integer count = store.transaction().execute((status) -> change.applyAsInt(store.search(), filter));
		store.waker().wake(partitions);
		return (count != null) ? count : 0;
	}

}
