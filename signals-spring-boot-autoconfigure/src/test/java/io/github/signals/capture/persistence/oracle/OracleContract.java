package io.github.signals.capture.persistence.oracle;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what receivers hear with what triggers of the database record, over random
 * histories. {@code -Dsignals.oracle.histories} runs another number of them,
 * {@code -Dsignals.oracle.first} begins with another seed, {@code -Dsignals.oracle.seed}
 * runs one of them, and {@code -Dsignals.oracle.kinds} leaves kinds of steps out, see
 * {@link Kind}.
 */
abstract class OracleContract {

	private final String url;

	private final boolean enhanced;

	private final int histories;

	OracleContract(String url, boolean enhanced, int histories) {
		this.url = url;
		this.enhanced = enhanced;
		this.histories = Integer.getInteger("signals.oracle.histories", histories);
	}

	// S1 to S8, S10, S11, S13
	@Test
	void hearsExactlyWhatTheDatabaseRecorded() throws Exception {
		Long only = Long.getLong("signals.oracle.seed");
		long first = (only != null) ? only : Long.getLong("signals.oracle.first", 0);
		List<?> failures = run(first, (only != null) ? 1 : this.histories);
		assertThat(failures).as(() -> failures.stream().map(Object::toString).collect(Collectors.joining("\n\n")))
			.isEmpty();
	}

	private List<?> run(long first, int count) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		thread.setContextClassLoader(this.enhanced ? new EnhancingClassLoader() : getClass().getClassLoader());
		try (AutoCloseable oracle = oracle(thread.getContextClassLoader())) {
			Method run = oracle.getClass().getDeclaredMethod("run", long.class, int.class);
			run.setAccessible(true);
			return (List<?>) run.invoke(oracle, first, count);
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private AutoCloseable oracle(ClassLoader loader) throws Exception {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.datasource.url", this.url);
		properties.put("spring.jpa.hibernate.ddl-auto", "none");
		Constructor<?> constructor = loader.loadClass(Oracle.class.getName())
			.getDeclaredConstructor(Map.class, boolean.class);
		constructor.setAccessible(true);
		return (AutoCloseable) constructor.newInstance(properties, this.url.startsWith("jdbc:h2:"));
	}

}
