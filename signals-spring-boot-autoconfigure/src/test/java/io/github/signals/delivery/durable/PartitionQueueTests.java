package io.github.signals.delivery.durable;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which calls of a partition run together, and in which order.
 */
class PartitionQueueTests {

	private final PartitionQueue queue = new PartitionQueue();

	private final DurableCall a1 = call(1, "a", 0);

	private final DurableCall b2 = call(2, "b", 0);

	private final DurableCall a3 = call(3, "a", 0);

	private final DurableCall c4 = call(4, "c", 0);

	@BeforeEach
	void fill() {
		Stream.of(this.a1, this.b2, this.a3, this.c4).forEach(this.queue::add);
	}

	private static DurableCall call(long sequence, String entity, int attempts) {
		return new DurableCall(sequence, "id-" + sequence, "uid", 1, entity, "Sender", "UPDATED", new byte[0], attempts,
				0);
	}

	private static CallOutcomes ended(List<DurableCall> calls, CallOutcome... outcomes) {
		return new CallOutcomes(calls, List.of(outcomes), null);
	}

	@Test
	void callsThatRunTogetherAreInTheOrderOfTheirRecords() { // S21
		assertThat(this.queue.begin(10, 3)).containsExactly(this.a1, this.b2, this.a3, this.c4);
		assertThat(this.queue.isAnyReady()).isFalse();
	}

	@Test
	void asManyAsAreAskedForRunAndTheOthersOfTheirEntitiesWait() {
		assertThat(this.queue.begin(2, 3)).containsExactly(this.a1, this.b2);
		assertThat(this.queue.begin(2, 1)).containsExactly(this.c4);
		assertThat(this.queue.isAnyReady()).isFalse();
		this.queue.end(ended(List.of(this.a1, this.b2), CallOutcome.DONE, CallOutcome.DONE), true, true);
		assertThat(this.queue.begin(2, 1)).containsExactly(this.a3);
	}

	@Test
	void aThreadTakesCallsOfItsPartOfTheEntities() {
		assertThat(this.queue.begin(10, 1)).containsExactly(this.a1, this.a3);
		assertThat(this.queue.begin(10, 1)).containsExactly(this.b2);
		assertThat(this.queue.begin(10, 1)).containsExactly(this.c4);
	}

	@Test
	void whatHasNotBegunWaitsInItsPlace() { // S21
		List<DurableCall> calls = this.queue.begin(10, 3);
		DurableCall later = call(5, "a", 0);
		this.queue.add(later);
		this.queue.add(this.a3);
		this.queue.end(ended(calls, CallOutcome.DONE, CallOutcome.WAITING, CallOutcome.WAITING, CallOutcome.WAITING),
				true, true);
		assertThat(this.queue.size()).isEqualTo(4);
		assertThat(this.queue.begin(10, 3)).containsExactly(this.b2, this.a3, this.c4, later);
	}

	@Test
	void whatHasFailedTogetherRunsAloneOnce() { // S24
		List<DurableCall> calls = this.queue.begin(10, 3);
		this.queue.add(call(5, "a", 0));
		this.queue.end(ended(calls, CallOutcome.APART, CallOutcome.APART, CallOutcome.APART, CallOutcome.APART), true,
				true);
		assertThat(this.queue.isAnyApart()).isTrue();
		for (DurableCall alone : List.of(this.a1, this.b2, this.c4)) {
			assertThat(this.queue.begin(10, 3)).containsExactly(alone);
		}
		assertThat(this.queue.isAnyReady()).isFalse();
		// The culprit holds back its entity
		this.queue.end(ended(List.of(this.a1), CallOutcome.FAILED), true, true);
		assertThat(this.queue.isAnyReady()).isFalse();
		assertThat(this.queue.isAnyApart()).isFalse();
		assertThat(this.queue.size()).isEqualTo(2);
	}

	@Test
	void whatHasAnAttemptBehindItRunsAlone() { // S24
		DurableCall tried = call(5, "d", 1);
		DurableCall after = call(6, "d", 0);
		this.queue.add(tried);
		this.queue.add(after);
		assertThat(this.queue.begin(10, 4)).doesNotContain(tried, after).hasSize(4);
		assertThat(this.queue.begin(10, 4)).containsExactly(tried);
		assertThat(this.queue.isAnyReady()).isFalse();
	}

	@Test
	void nothingWaitsAgainWhenThePartitionIsLeft() {
		List<DurableCall> calls = this.queue.begin(10, 3);
		this.queue.end(ended(calls, CallOutcome.DONE, CallOutcome.APART, CallOutcome.WAITING, CallOutcome.WAITING),
				false, true);
		assertThat(this.queue.size()).isZero();
		assertThat(this.queue.isAnyApart()).isFalse();
		assertThat(this.queue.isAnyReady()).isFalse();
	}

	@Test
	void singleCallsAreDividedAmongTheThreadsAndListsAreNot() { // S24
		CallPortion shared = new CallPortion(false, 50);
		assertThat(shared.entities(10, 3)).isEqualTo(3);
		assertThat(shared.entities(10, 0)).isEqualTo(10);
		assertThat(shared.entities(1, 3)).isEqualTo(1);
		assertThat(new CallPortion(true, 50).entities(10, 3)).isEqualTo(10);
		assertThat(shared.readBatch()).isEqualTo(200);
		assertThat(new CallPortion(true, 300).readBatch()).isEqualTo(300);
		assertThat(new CallPortion(true, 150).readBatch()).isEqualTo(150);
	}

}
