package com.example.lombok;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/**
 * What receivers have heard, in order.
 */
@Component
class Heard {

	private final List<String> all = new CopyOnWriteArrayList<>();

	void add(String what) {
		this.all.add(what);
	}

	void expect(String... expected) {
		if (!this.all.equals(List.of(expected))) {
			throw new IllegalStateException("Heard " + this.all + " instead of " + List.of(expected));
		}
		System.out.println("Heard, as expected, " + this.all);
	}

}
