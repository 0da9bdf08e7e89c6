package io.github.signals.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.PendingCalls;

/**
 * The asynchronous calls that were accepted and have not ended.
 */
final class UnfinishedCalls implements PendingCalls {

	private final Set<Task> tasks = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Consumer<Object> listener;

	private volatile boolean awaited;

	/**
	 * Accept work, which counts as unfinished until it has ended.
	 */
	Task accept(String uid, Runnable work) {
		Task task = new Task(uid, work);
		this.tasks.add(task);
		Consumer<Object> listener = this.listener;
		if (listener != null) {
			listener.accept(task);
		}
		return task;
	}

	int size() {
		return this.tasks.size();
	}

	/**
	 * Wait until there are none, or the time is over.
	 * @return how many are left, by the uids of their receivers
	 */
	Map<String, Integer> await(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.awaited = true;
		synchronized (this.tasks) {
			long remaining = timeout.toMillis();
			try {
				while (!this.tasks.isEmpty() && remaining > 0) {
					this.tasks.wait(remaining);
					remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		Map<String, Integer> left = new TreeMap<>();
		this.tasks.forEach((task) -> left.merge(task.uid(), 1, Integer::sum));
		return left;
	}

	private void finished(Task task) {
		this.tasks.remove(task);
		if (this.awaited && this.tasks.isEmpty()) {
			synchronized (this.tasks) {
				this.tasks.notifyAll();
			}
		}
	}

	@Override
	public void announceTo(Consumer<Object> listener) {
		this.listener = listener;
	}

	@Override
	public Map<Object, Left> left(Set<Object> calls) {
		Map<Object, Left> left = new LinkedHashMap<>();
		for (Task task : this.tasks) {
			if (calls.contains(task)) {
				left.put(task, new Left(task.uid(), 0));
			}
		}
		return left;
	}

	/**
	 * One call.
	 */
	final class Task implements Runnable {

		private final String uid;

		private final Runnable work;

		private Task(String uid, Runnable work) {
			this.uid = uid;
			this.work = work;
		}

		String uid() {
			return this.uid;
		}

		@Override
		public void run() {
			try {
				this.work.run();
			}
			finally {
				finished(this);
			}
		}

	}

}
