package io.github.signals.capture.persistence.oracle;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * An application, and the histories that it lives through. Created by name, as a class
 * loader that enhances entities may have loaded it.
 */
final class Oracle implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Oracle.class);

	private static final int FAILURES = Integer.getInteger("signals.oracle.failures", 5);

	private final ConfigurableApplicationContext context;

	private final Set<Kind> kinds = Kind.chosen();

	private final World world;

	private final boolean h2;

	/** What failed without receivers, too. */
	private final List<String> ignored = new ArrayList<>();

	Oracle(Map<String, Object> properties, boolean h2) throws IOException {
		this.h2 = h2;
		ClassLoader loader = Oracle.class.getClassLoader();
		this.context = new SpringApplicationBuilder(OracleApplication.class)
			.resourceLoader(new DefaultResourceLoader(loader))
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties(properties)
			.initializers((context) -> OracleApplication.addReceivers((GenericApplicationContext) context, this.kinds))
			.run();
		this.world = new World(this.context);
		for (String script : List.of("tables.sql", h2 ? "h2.sql" : "postgresql.sql")) {
			this.world.audit
				.execute(new ClassPathResource("oracle/" + script).getContentAsString(StandardCharsets.UTF_8));
		}
		this.world.receivers.connect();
	}

	/**
	 * Live through histories until some have failed.
	 * @param first the first seed
	 * @param count how many
	 * @return what has failed
	 */
	List<String> run(long first, int count) {
		List<String> failures = new ArrayList<>();
		long start = System.nanoTime();
		long seed = first;
		for (; seed < first + count && failures.size() < FAILURES; seed++) {
			run(seed, failures);
		}
		logger.info("{} histories from seed {} in {}, {} failed, {} without receivers too", seed - first, first,
				Duration.ofNanos(System.nanoTime() - start), failures.size(), this.ignored.size());
		if (this.ignored.size() > 2 + count / 50) {
			failures.add("Too many fail without receivers, too: " + this.ignored);
		}
		return failures;
	}

	private void run(long seed, List<String> failures) {
		Plan plan = Plan.of(seed, this.kinds);
		Throwable failure = failure(plan);
		if (failure != null) {
			failures.add("-Dsignals.oracle.seed=" + seed + ", of which is enough:\n" + shrink(plan, failure));
		}
	}

	/** Hibernate has faults of its own, which need no receivers. */
	private @Nullable Throwable failure(Plan plan) {
		Throwable failure = live(plan);
		if (failure == null || failure instanceof AssertionError) {
			return failure;
		}
		if (failsInSilence(plan, failure, false) || failsInSilence(plan, failure, true)) {
			this.ignored.add(title(failure));
			return null;
		}
		return failure;
	}

	/**
	 * Return whether a history fails in the same way without receivers.
	 * @param flushing whether the application itself flushes, as a receiver that queries
	 * does, and a query before which receivers are called
	 */
	private boolean failsInSilence(Plan plan, Throwable failure, boolean flushing) {
		this.world.silence(true);
		this.world.flushing = flushing;
		Throwable silent = live(plan);
		this.world.flushing = false;
		this.world.silence(false);
		return silent != null && title(silent).equals(title(failure));
	}

	private @Nullable Throwable live(Plan plan) {
		clear();
		try {
			new History(this.world, this.kinds).run(plan);
			return null;
		}
		catch (Exception | AssertionError ex) {
			return ex;
		}
	}

	/** Leave out what is not needed to fail in the same way. */
	private String shrink(Plan failing, Throwable failure) {
		Plan plan = failing;
		for (int i = 0; i < plan.smaller().size();) {
			Plan smaller = plan.smaller().get(i);
			Throwable same = failure(smaller);
			boolean enough = same != null && title(same).equals(title(failure));
			plan = enough ? smaller : plan;
			i = enough ? i : i + 1;
		}
		return describe(plan, Objects.requireNonNull(live(plan), "failed once only"));
	}

	private static String title(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause.getClass() + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
	}

	private String describe(Plan plan, Throwable failure) {
		String what = (failure instanceof AssertionError) ? String.valueOf(failure.getMessage()) : trace(failure);
		return (plan.before() ? "(with receivers before)\n" : "") + (plan.querying() ? "(querying)\n" : "")
				+ (plan.beforeCommit() ? "(with receivers before the commit)\n" : "")
				+ String.join("\n", this.world.steps) + "\n" + what;
	}

	private void clear() {
		if (this.h2) {
			this.world.audit.clear("set referential_integrity false;", "set referential_integrity true");
		}
		else {
			this.world.audit.clear("set session_replication_role = replica;", "set session_replication_role = origin");
		}
	}

	private static String trace(Throwable ex) {
		StringWriter trace = new StringWriter();
		ex.printStackTrace(new PrintWriter(trace));
		return trace.toString()
			.lines()
			.filter((line) -> !line.startsWith("\t") || line.contains("at io.github.signals."))
			.collect(Collectors.joining("\n"));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
