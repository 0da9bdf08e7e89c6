package io.github.signals.sample.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Remembers the newest elements and forgets the others. Thread-safe.
 *
 * @param <E> the type of the elements
 */
public class Recent<E> {

	private final Deque<E> elements = new ArrayDeque<>();

	private final int size;

	public Recent(int size) {
		this.size = size;
	}

	public synchronized void add(E element) {
		this.elements.addFirst(element);
		if (this.elements.size() > this.size) {
			this.elements.removeLast();
		}
	}

	/**
	 * Return the elements, the newest first.
	 * @return a copy
	 */
	public synchronized List<E> list() {
		return List.copyOf(this.elements);
	}

	public synchronized void clear() {
		this.elements.clear();
	}

}
