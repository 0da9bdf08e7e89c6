package io.github.signals.delivery.durable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes each round trip that writes calls.
 */
class Inserts implements BeanPostProcessor {

	private final List<String> executed = new CopyOnWriteArrayList<>();

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Listening(dataSource) : bean;
	}

	List<String> of(Runnable work) {
		this.executed.clear();
		work.run();
		return List.copyOf(this.executed);
	}

	private Connection listen(Connection connection) {
		return proxy(Connection.class, connection, (name, arguments, result) -> {
			boolean insert = name.equals("prepareStatement")
					&& ((String) arguments[0]).contains("insert into " + TableNames.CALLS);
			return insert ? listen((PreparedStatement) result, (String) arguments[0]) : result;
		});
	}

	private PreparedStatement listen(PreparedStatement statement, String sql) {
		return proxy(PreparedStatement.class, statement, (name, arguments, result) -> {
			if (name.startsWith("execute")) {
				this.executed.add(sql);
			}
			return result;
		});
	}

	private static <T> T proxy(Class<T> type, T target, Listener listener) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return listener.called(method.getName(), arguments, method.invoke(target, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	private interface Listener {

		Object called(String name, Object[] arguments, Object result);

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
