package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known by instance, and in which order it can be asked for.
 */
class ByInstanceTests {

	private final ByInstance<Integer> values = new ByInstance<>();

	private final List<String> instances = IntStream.range(0, 100).mapToObj((number) -> new String("same")).toList();

	private void addAll() {
		for (int i = 0; i < this.instances.size(); i++) {
			this.values.add(this.instances.get(i), i);
		}
	}

	private List<Integer> inOrder() {
		List<Integer> order = new ArrayList<>();
		this.values.forEach((instance, value) -> order.add(value));
		return order;
	}

	@Test
	void instancesThatAreEqualAreNotTheSame() {
		addAll();
		assertThat(this.values.get(new String("same"))).isNull();
		assertThat(this.values.size()).isEqualTo(100);
	}

	@Test
	void tellsEachInTheOrderInWhichTheyCame() {
		addAll();
		for (int i = 0; i < this.instances.size(); i++) {
			assertThat(this.values.get(this.instances.get(i))).isEqualTo(i);
			assertThat(this.values.get(this.instances.get(i))).isEqualTo(i);
		}
	}

	@Test
	void tellsEachInAnyOtherOrder() {
		addAll();
		Random random = new Random(1);
		for (int i = 0; i < 1000; i++) {
			int number = random.nextInt(this.instances.size());
			assertThat(this.values.get(this.instances.get(number))).isEqualTo(number);
		}
		assertThat(this.values.get("another")).isNull();
		this.values.add("late", 100);
		assertThat(this.values.get(this.instances.get(3))).isEqualTo(3);
		assertThat(this.values.get("late")).isEqualTo(100);
	}

	@Test
	void anInstanceHasOneValueWhichCanBeReplaced() {
		addAll();
		this.values.put(this.instances.get(7), 700);
		assertThat(this.values.computeIfAbsent(this.instances.get(9), () -> 900)).isEqualTo(9);
		assertThat(this.values.size()).isEqualTo(100);
		assertThat(inOrder()).hasSize(100).startsWith(0, 1, 2, 3, 4, 5, 6, 700, 8, 9);
	}

	@Test
	void someCanBeKeptAndTheRestForgotten() {
		addAll();
		this.values.put(this.instances.get(4), 40);
		this.values.retain((instance, value) -> value % 10 == 0);
		assertThat(inOrder()).containsExactly(0, 40, 10, 20, 30, 40, 50, 60, 70, 80, 90);
		assertThat(this.values.get(this.instances.get(4))).isEqualTo(40);
		assertThat(this.values.get(this.instances.get(5))).isNull();
	}

	@Test
	void whatIsAddedTwiceCountsAsItWasAddedLast() {
		addAll();
		assertThat(this.values.get(this.instances.get(50))).isEqualTo(50);
		this.values.add(this.instances.get(3), 300);
		assertThat(this.values.get(this.instances.get(3))).isEqualTo(300);
		assertThat(inOrder()).hasSize(100).endsWith(99, 300).doesNotContain(3);
	}

	@Test
	void whatIsAddedTwiceIsNotTakenForWhatWasAskedForLast() {
		addAll();
		assertThat(this.values.get(this.instances.get(0))).isZero();
		this.values.add(this.instances.get(0), 100);
		this.values.add("late", 101);
		assertThat(this.values.get(this.instances.get(0))).isEqualTo(100);
		assertThat(this.values.get(this.instances.get(1))).isOne();
	}

	@Test
	void isEmptyAfterAll() {
		addAll();
		this.values.clear();
		assertThat(this.values.size()).isZero();
		assertThat(this.values.get(this.instances.get(0))).isNull();
		assertThat(inOrder()).isEmpty();
		this.values.add(this.instances.get(1), 1);
		assertThat(this.values.get(this.instances.get(1))).isEqualTo(1);
	}

	@Test
	void mayChangeWhileItIsRead() {
		addAll();
		this.values.forEach((instance, value) -> this.values.put("new " + value, value));
		assertThat(this.values.size()).isEqualTo(200);
		for (int i = this.instances.size() - 1; i >= 0; i--) {
			assertThat(this.values.get(this.instances.get(i))).isEqualTo(i);
		}
	}

}
