package io.github.signals.capture.repository;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes every statement that is prepared on the data source.
 */
class Statements implements BeanPostProcessor {

	private final List<String> prepared = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Listening(dataSource) : bean;
	}

	/**
	 * Return the kinds of the statements that some work prepares: "select", "insert" …
	 */
	List<String> of(Runnable work) {
		this.prepared.clear();
		work.run();
		return this.prepared.stream().map((sql) -> sql.strip().split("\\s")[0].toLowerCase(Locale.ROOT)).toList();
	}

	private Connection listen(Connection connection) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement")) {
						this.prepared.add((String) arguments[0]);
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private final class Listening extends DelegatingDataSource {

		Listening(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return listen(super.getConnection());
		}

	}

}
