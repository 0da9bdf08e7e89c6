package io.github.signals.delivery;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The library's own executor: it refuses what it has no place for, has virtual threads
 * where there are such, and keeps no application from ending.
 */
final class BoundedExecutor {

	private static final int FIRST_VIRTUAL = 21;

	private BoundedExecutor() {
	}

	static ThreadPoolExecutor create(int threads, int queueCapacity) {
		BlockingQueue<Runnable> queue = (queueCapacity > 0) ? new LinkedBlockingQueue<>(queueCapacity)
				: new SynchronousQueue<>();
		ThreadPoolExecutor executor = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, queue,
				threadFactory());
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static ThreadFactory threadFactory() {
		if (Runtime.version().feature() >= FIRST_VIRTUAL) {
			return new VirtualThreadTaskExecutor("signals-").getVirtualThreadFactory();
		}
		CustomizableThreadFactory platform = new CustomizableThreadFactory("signals-");
		platform.setDaemon(true);
		return platform;
	}

}
