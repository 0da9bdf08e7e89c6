package io.github.signals.benchmarks;

/**
 * How many entities a transaction has, and how many transactions are timed together.
 */
enum Size {

	ONE(1, 200, 10),

	HUNDRED(100, 10, 20),

	THOUSAND(1_000, 2, 10),

	TEN_THOUSAND(10_000, 1, 3),

	HUNDRED_THOUSAND(100_000, 1, 1);

	private final int entities;

	private final int transactions;

	private final int blocks;

	Size(int entities, int transactions, int blocks) {
		this.entities = entities;
		this.transactions = transactions;
		this.blocks = blocks;
	}

	int entities() {
		return this.entities;
	}

	int transactions() {
		return this.transactions;
	}

	int blocks() {
		return this.blocks;
	}

	/**
	 * Return how many entities are saved in one block.
	 */
	int saves() {
		return this.entities * this.transactions;
	}

}
