package io.github.signals.delivery.durable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes each round trip of a statement, those that write calls above all.
 */
class Inserts implements BeanPostProcessor {

	private final List<String> executed = new CopyOnWriteArrayList<>();

	private volatile @Nullable Thread thread;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? new Listening(dataSource) : bean;
	}

	List<String> of(Runnable work) {
		return all(work).stream().filter((sql) -> sql.startsWith("insert into " + TableNames.CALLS + " ")).toList();
	}

	/**
	 * Return all statements that this thread has sent.
	 */
	List<String> all(Runnable work) {
		this.executed.clear();
		this.thread = Thread.currentThread();
		work.run();
		this.thread = null;
		return List.copyOf(this.executed);
	}

	private Connection listen(Connection connection) {
		return proxy(Connection.class, connection, (name, arguments, result) -> switch (name) {
			case "prepareStatement" ->
				listen(PreparedStatement.class, (PreparedStatement) result, (String) arguments[0]);
			case "createStatement" -> listen(Statement.class, (Statement) result, "");
			default -> result;
		});
	}

	private <T extends Statement> T listen(Class<T> type, T statement, String sql) {
		return proxy(type, statement, (name, arguments, result) -> {
			if (name.startsWith("execute") && Thread.currentThread() == this.thread) {
				this.executed.add(sql.isEmpty() ? (String) arguments[0] : sql);
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
