package io.github.signals.delivery.durable;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.signals.delivery.durable.DurableCall.Partition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionWaker}.
 */
class PartitionWakerTests {

	private final PartitionWaker waker = new PartitionWaker();

	private final List<Partition> woken = new ArrayList<>();

	@Test
	void tellsOnlyWhoLooksAfterThePartitionsNow() {
		Partition partition = new Partition("mail", 3);
		this.waker.wake(List.of(partition));
		this.waker.begin(this.woken::addAll);
		assertThat(this.woken).isEmpty();
		this.waker.wake(List.of(partition));
		assertThat(this.woken).containsExactly(partition);
		this.waker.end();
		this.waker.wake(List.of(partition));
		assertThat(this.woken).containsExactly(partition);
	}

}
