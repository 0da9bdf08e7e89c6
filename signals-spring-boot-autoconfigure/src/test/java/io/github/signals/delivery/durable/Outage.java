package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Makes the database unreachable for a while.
 */
class Outage implements BeanPostProcessor {

	private volatile boolean away;

	void begin() {
		this.away = true;
	}

	void end() {
		this.away = false;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Reachable(dataSource) : bean;
	}

	private final class Reachable extends DelegatingDataSource {

		Reachable(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (Outage.this.away) {
				throw new SQLTransientConnectionException("The database is away");
			}
			return super.getConnection();
		}

	}

}
