package com.example.heard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What receivers have heard, in order.
 */
public class Heard {

	private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

	public void add(String what) {
		this.all.add(what);
	}

	/**
	 * Fail if something else was heard. What is made on another thread has half a minute.
	 */
	public void expect(String... expected) throws InterruptedException {
		List<String> heard = new ArrayList<>();
		for (int i = 0; i < expected.length; i++) {
			heard.add(String.valueOf(this.all.poll(30, TimeUnit.SECONDS)));
		}
		this.all.drainTo(heard);
		if (!heard.equals(List.of(expected))) {
			throw new IllegalStateException("Heard " + heard + " instead of " + List.of(expected));
		}
	}

}
