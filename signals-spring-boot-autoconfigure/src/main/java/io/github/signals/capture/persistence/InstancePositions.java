package io.github.signals.capture.persistence;

import java.util.BitSet;
import java.util.List;

/**
 * Where instances are in a list that only grows: a hash table of positions, which takes
 * less than half of the memory of one of objects, as a transaction may have very many.
 */
final class InstancePositions {

	private static final int FEW = 16;

	private final List<Object> instances;

	/** Positions plus one; 0 is free. At most half of them are taken. */
	private int[] slots;

	private int count;

	InstancePositions(List<Object> instances) {
		this.instances = instances;
		this.slots = new int[Math.max(FEW, 2 * Integer.highestOneBit(2 * instances.size()))];
		added();
	}

	/**
	 * Return the last position of an instance, or -1.
	 */
	int of(Object instance) {
		return this.slots[slot(instance)] - 1;
	}

	/**
	 * Instances were added at the end of the list.
	 */
	void added() {
		if (2 * this.instances.size() > this.slots.length) {
			this.slots = new int[2 * this.slots.length];
			this.count = 0;
		}
		for (; this.count < this.instances.size(); this.count++) {
			this.slots[slot(this.instances.get(this.count))] = this.count + 1;
		}
	}

	/**
	 * Return the slot of an instance, or the free one where it belongs.
	 */
	private int slot(Object instance) {
		int mask = this.slots.length - 1;
		int slot = spread(System.identityHashCode(instance)) & mask;
		while (this.slots[slot] != 0 && this.instances.get(this.slots[slot] - 1) != instance) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private static int spread(int hash) {
		return hash ^ (hash >>> 16);
	}

	/**
	 * Return the positions that are the last ones of their instance.
	 */
	BitSet latest() {
		BitSet latest = new BitSet(this.instances.size());
		for (int taken : this.slots) {
			if (taken != 0) {
				latest.set(taken - 1);
			}
		}
		return latest;
	}

}
