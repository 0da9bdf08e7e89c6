package io.github.signals.delivery.durable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.signals.Backfills;
import io.github.signals.DurableCalls;
import io.github.signals.ParkedCall;
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
		Assert.isTrue(offset >= 0, "'offset' must not be negative");
		Assert.isTrue(limit >= 0, "'limit' must not be negative");
		List<ParkedCall> calls = new ArrayList<>();
		this.stores.all()
			.forEach((store) -> calls.addAll(store.table().parked(Math.addExact(offset, limit), this.payloads)));
		return calls.stream().skip(offset).limit(limit).toList();
	}

	@Override
	public boolean replay(UUID id) {
		return change(id, CallTable::replay);
	}

	@Override
	public int replayAll(String uid) {
		return changeAll(uid, CallTable::replay);
	}

	@Override
	public boolean discard(UUID id) {
		return change(id, CallTable::discard);
	}

	@Override
	public int discardAll(String uid) {
		return changeAll(uid, CallTable::discard);
	}

	@Override
	public Backfills backfills() {
		return this.backfills;
	}

	private boolean change(UUID id, Change change) {
		Assert.notNull(id, "'id' must not be null");
		try {
			return changeOne(id, change);
		}
		finally {
			forget();
		}
	}

	private boolean changeOne(UUID id, Change change) {
		for (DurableStore store : this.stores.all()) {
			Partition partition = store.table().parkedPartition(id);
			if (partition != null) {
				return change(store, change, "id", id.toString(), List.of(partition)) == 1;
			}
		}
		return false;
	}

	private int changeAll(String uid, Change change) {
		Assert.notNull(uid, "'uid' must not be null");
		try {
			return this.stores.all()
				.stream()
				.mapToInt((store) -> change(store, change, "uid", uid, store.table().parkedPartitions(uid)))
				.sum();
		}
		finally {
			forget();
		}
	}

	/** Whoever has decided wants to see what has become of it. */
	private void forget() {
		this.patience.forget();
		this.partitionPatience.forget();
	}

	/**
	 * Change parked calls, and have those made that are due by that: they themselves, or
	 * those that they held back.
	 */
	private static int change(DurableStore store, Change change, String column, String value,
			Collection<Partition> partitions) {
		Integer count = store.transaction().execute((status) -> change.make(store.table(), column, value));
		store.waker().wake(partitions);
		return (count != null) ? count : 0;
	}

	/**
	 * What is done to the parked calls that have a value in a column.
	 */
	@FunctionalInterface
	private interface Change {

		int make(CallTable table, String column, String value);

	}

}
