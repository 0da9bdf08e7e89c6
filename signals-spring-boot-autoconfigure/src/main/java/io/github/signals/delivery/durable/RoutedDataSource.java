package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * A data source that chooses another one for each transaction. Between a database and its
 * replicas it may; but of several databases that can be written, each would get records,
 * and only those of one be looked after.
 */
final class RoutedDataSource {

	private static final Logger logger = LoggerFactory.getLogger(RoutedDataSource.class);

	private RoutedDataSource() {
	}

	/**
	 * Return whether a data source chooses among others.
	 */
	static boolean is(DataSource dataSource) {
		return router(dataSource) != null;
	}

	/**
	 * Return whether a data source chooses among several databases that can be written,
	 * as far as those that answer tell.
	 */
	static boolean writesToSeveral(DataSource dataSource) {
		AbstractRoutingDataSource router = router(dataSource);
		if (router == null) {
			return false;
		}
		List<DataSource> targets = new ArrayList<>(router.getResolvedDataSources().values());
		DataSource standard = router.getResolvedDefaultDataSource();
		if (standard != null) {
			targets.add(0, standard);
		}
		Set<String> written = new HashSet<>();
		// Not more are asked than are needed, as each may have a pool to fill.
		return new HashSet<>(targets).size() > 1 && targets.stream().anyMatch((target) -> {
			String database = written(target);
			return database != null && written.add(database) && written.size() > 1;
		});
	}

	private static @Nullable AbstractRoutingDataSource router(DataSource dataSource) {
		DataSource target = target(dataSource);
		return (target instanceof AbstractRoutingDataSource router) ? router : null;
	}

	/**
	 * Return what is behind a data source that decorates another one.
	 */
	static DataSource target(DataSource dataSource) {
		DataSource inner = (dataSource instanceof DelegatingDataSource proxy) ? proxy.getTargetDataSource() : null;
		return (inner != null) ? target(inner) : dataSource;
	}

	/**
	 * Return what tells a database and its schema from others, if it can be written.
	 */
	private static @Nullable String written(DataSource target) {
		try (Connection connection = target.getConnection()) {
			DatabaseMetaData database = connection.getMetaData();
			if (Databases.isReadOnly(connection, database.getDatabaseProductName())) {
				return null;
			}
			String url = String.valueOf(database.getURL()).split("[?;]", 2)[0];
			return url + " " + connection.getCatalog() + " " + connection.getSchema();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("{} does not answer and is not examined", target, ex);
			return null;
		}
	}

}
