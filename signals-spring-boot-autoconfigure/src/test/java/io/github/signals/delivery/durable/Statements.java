package io.github.signals.delivery.durable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes each statement that the application sends.
 */
class Statements implements BeanPostProcessor {

	private final List<String> prepared = new CopyOnWriteArrayList<>();

	private volatile boolean listening;

	void begin() {
		this.prepared.clear();
		this.listening = true;
	}

	List<String> end() {
		this.listening = false;
		return List.copyOf(this.prepared);
	}

	long count(String part) {
		return this.prepared.stream().filter((sql) -> sql.contains(part)).count();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Listening(dataSource) : bean;
	}

	private Connection listen(Connection connection) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (this.listening && method.getName().endsWith("Statement")) {
						this.prepared.add((arguments != null) ? (String) arguments[0] : "a statement");
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
