package com.example.restarted;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the application, which has classes of its own. The properties of the system
 * belong to all lives, and take along what one leaves to the next.
 */
final class Life {

	static final int NUMBER = Integer.getInteger("restarted.lives", 0) + 1;

	static final String ONE_OF_MANY = "one of many";

	private static final Path CLASS_FILE = Path.of("target/classes/com/example/restarted/Life.class");

	private static final Logger logger = LoggerFactory.getLogger("restarted");

	private static final Semaphore heard = new Semaphore(0);

	private Life() {
	}

	static void say(String text, Object... arguments) {
		logger.info("life {}: {}", NUMBER, text.formatted(arguments));
	}

	static void heard(String how, Parcel parcel) {
		heard(how, parcel, parcel.getStatus());
	}

	static void heard(String how, Parcel parcel, Object status) {
		if (!parcel.getContent().equals(ONE_OF_MANY)) {
			say("%s %s, %s", parcel.getContent(), status, how);
		}
		heard.release();
	}

	static void awaitHeard(int times) throws InterruptedException {
		if (!heard.tryAcquire(times, 60, TimeUnit.SECONDS)) {
			say("%d calls of %d", heard.availablePermits(), times);
			System.exit(1);
		}
	}

	/**
	 * End this life, as devtools do when they find a changed class.
	 */
	static void restart(List<Object> objects) throws IOException {
		System.setProperty("restarted.lives", String.valueOf(NUMBER));
		System.getProperties().put("restarted.objects", objects.stream().map(WeakReference::new).toList());
		Files.setLastModifiedTime(CLASS_FILE, FileTime.from(Instant.now()));
	}

	static long countKept() throws InterruptedException {
		List<?> objects = (List<?>) System.getProperties().get("restarted.objects");
		long kept = objects.size();
		// What was stopped may need a moment to end
		for (int i = 0; i < 100 && kept > 0; i++) {
			System.gc();
			heard.tryAcquire(100, TimeUnit.MILLISECONDS);
			kept = objects.stream().filter((object) -> ((WeakReference<?>) object).get() != null).count();
		}
		return kept;
	}

}
