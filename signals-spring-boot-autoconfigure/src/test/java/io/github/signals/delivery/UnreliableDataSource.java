package io.github.signals.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import org.h2.jdbcx.JdbcDataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * An H2 database whose connection can break when a commit is done, before the answer is
 * there.
 */
class UnreliableDataSource extends AbstractDataSource {

	private final JdbcDataSource target = new JdbcDataSource();

	private boolean breaking;

	UnreliableDataSource(String url) {
		this.target.setURL(url);
	}

	/**
	 * Break the connection of the next commit.
	 */
	void breakNext() {
		this.breaking = true;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = this.target.getConnection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> invoke(connection, method, arguments));
	}

	@Override
	public Connection getConnection(String user, String password) throws SQLException {
		return getConnection();
	}

	private Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
		try {
			Object result = method.invoke(connection, arguments);
			if (method.getName().equals("commit") && this.breaking) {
				this.breaking = false;
				connection.close();
				throw new SQLException("An I/O error occurred", "08006");
			}
			return result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
