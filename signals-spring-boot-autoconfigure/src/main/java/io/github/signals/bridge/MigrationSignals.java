package io.github.signals.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.context.SmartLifecycle;

import io.github.signals.MigrationsFinished;
import io.github.signals.Signals;

/**
 * Keeps what was migrated until receivers are connected, and sends it then: before the
 * web server and the durable calls are started.
 *
 * @since 0.1.0
 */
public final class MigrationSignals implements SmartLifecycle {

	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 8192;

	private final Supplier<Signals> signals;

	private final List<MigrationsFinished> kept = new ArrayList<>();

	private boolean running;

	/**
	 * Create an instance.
	 * @param signals sends the signals
	 */
	public MigrationSignals(Supplier<Signals> signals) {
		this.signals = signals;
	}

	void finished(MigrationsFinished signal) {
		synchronized (this.kept) {
			if (!this.running) {
				this.kept.add(signal);
				return;
			}
		}
		this.signals.get().send(signal);
	}

	@Override
	public void start() {
		List<MigrationsFinished> now;
		synchronized (this.kept) {
			now = List.copyOf(this.kept);
			this.kept.clear();
			this.running = true;
		}
		now.forEach(this.signals.get()::send);
	}

	@Override
	public void stop() {
		synchronized (this.kept) {
			this.running = false;
		}
	}

	@Override
	public boolean isRunning() {
		synchronized (this.kept) {
			return this.running;
		}
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
