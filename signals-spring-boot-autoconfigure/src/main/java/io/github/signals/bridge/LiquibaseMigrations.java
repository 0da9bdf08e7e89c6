package io.github.signals.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.DefaultChangeExecListener;
import liquibase.database.Database;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;

import io.github.signals.MigrationsFinished;
import io.github.signals.MigrationsFinished.Migration;
import io.github.signals.MigrationsFinished.Tool;

/**
 * Tells what each {@link SpringLiquibase} bean has applied.
 *
 * @since 0.1.0
 */
public final class LiquibaseMigrations implements BeanPostProcessor {

	private static final String LISTENER = "changeExecListener";

	private final Supplier<MigrationSignals> signals;

	private final Map<SpringLiquibase, Applied> running = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param signals is told
	 */
	public LiquibaseMigrations(Supplier<MigrationSignals> signals) {
		this.signals = signals;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof SpringLiquibase liquibase) {
			Customizer<Liquibase> own = liquibase.getCustomizer();
			liquibase.setCustomizer((created) -> {
				if (own != null) {
					own.customize(created);
				}
				listen(liquibase, created);
			});
		}
		return bean;
	}

	private void listen(SpringLiquibase bean, Liquibase created) {
		Applied applied = new Applied();
		this.running.put(bean, applied);
		// There is no getter, and the application may have set one.
		Object other = new DirectFieldAccessor(created).getPropertyValue(LISTENER);
		created.setChangeExecListener(
				(other instanceof ChangeExecListener own) ? new DefaultChangeExecListener(own, applied) : applied);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Applied applied = (bean instanceof SpringLiquibase liquibase) ? this.running.remove(liquibase) : null;
		if (applied != null) {
			this.signals.get().finished(new MigrationsFinished(Tool.LIQUIBASE, applied.migrations()));
		}
		return bean;
	}

	/**
	 * The change sets that were applied and not rolled back, as a test of the rollback
	 * does.
	 */
	private static final class Applied extends AbstractChangeExecListener {

		private final List<ChangeSet> changeSets = new ArrayList<>();

		@Override
		public void ran(ChangeSet changeSet, @Nullable DatabaseChangeLog log, @Nullable Database database,
				ExecType type) {
			if (type == ExecType.EXECUTED || type == ExecType.RERAN) {
				this.changeSets.add(changeSet);
			}
		}

		@Override
		public void rolledBack(ChangeSet changeSet, @Nullable DatabaseChangeLog log, @Nullable Database database) {
			this.changeSets.remove(changeSet);
		}

		List<Migration> migrations() {
			return this.changeSets.stream()
				.map((changeSet) -> new Migration(changeSet.getId(), description(changeSet), changeSet.getFilePath()))
				.toList();
		}

		private static String description(ChangeSet changeSet) {
			String comments = Objects.requireNonNullElse(changeSet.getComments(), "");
			return comments.isEmpty() ? Objects.requireNonNullElse(changeSet.getDescription(), "") : comments;
		}

	}

}
