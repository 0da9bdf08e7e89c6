package io.github.signals.autoconfigure.durable;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Finds the data sources of transaction managers, and creates the tables in them.
 */
final class DurableDataSources implements Function<PlatformTransactionManager, @Nullable DataSource> {

	private static final String SCHEMA = "classpath:io/github/signals/durable/schema-@@platform@@.sql";

	private static final String UPGRADE = "classpath:io/github/signals/durable/upgrade-@@platform@@.sql";

	private static final boolean JPA = ClassUtils.isPresent("org.springframework.orm.jpa.JpaTransactionManager",
			DurableDataSources.class.getClassLoader())
			&& ClassUtils.isPresent("jakarta.persistence.EntityManagerFactory",
					DurableDataSources.class.getClassLoader());

	private final DatabaseInitializationMode mode;

	private final @Nullable String schema;

	DurableDataSources(DatabaseInitializationMode mode, @Nullable String schema) {
		this.mode = mode;
		this.schema = schema;
	}

	static Map<String, PlatformTransactionManager> managers(ListableBeanFactory beanFactory) {
		Map<String, PlatformTransactionManager> managers = new TreeMap<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(beanFactory, PlatformTransactionManager.class)
			.forEach((name, manager) -> {
				managers.put(name, manager);
				for (String alias : beanFactory.getAliases(name)) {
					managers.put(alias, manager);
				}
			});
		return managers;
	}

	@Override
	public @Nullable DataSource apply(PlatformTransactionManager manager) {
		return of(manager);
	}

	static @Nullable DataSource of(PlatformTransactionManager manager) {
		if (JPA && Jpa.isJpa(manager)) {
			return Jpa.dataSource(manager);
		}
		return (manager instanceof ResourceTransactionManager resource
				&& resource.getResourceFactory() instanceof DataSource dataSource) ? dataSource : null;
	}

	/**
	 * Make the tables, where that is allowed.
	 * @param upgrade whether there are those of an earlier version
	 */
	void initialize(DataSource dataSource, boolean upgrade) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setSchemaLocations(
				new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, upgrade ? UPGRADE : SCHEMA));
		settings.setMode(this.mode);
		settings.setContinueOnError(false);
		new SchemaInitializer(dataSource, this.schema).initialize(settings, upgrade);
	}

	/**
	 * A separate class, because JPA may be missing.
	 */
	private static final class Jpa {

		static boolean isJpa(PlatformTransactionManager manager) {
			return manager instanceof JpaTransactionManager;
		}

		static @Nullable DataSource dataSource(PlatformTransactionManager manager) {
			return ((JpaTransactionManager) manager).getDataSource();
		}

	}

}
