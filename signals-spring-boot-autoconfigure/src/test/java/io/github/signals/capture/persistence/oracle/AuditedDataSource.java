package io.github.signals.capture.persistence.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Reads what the triggers have recorded before a rollback undoes it, whoever rolls back.
 */
final class AuditedDataSource extends DelegatingDataSource {

	private final Audit audit;

	AuditedDataSource(DataSource dataSource) {
		super(dataSource);
		this.audit = new Audit(dataSource);
	}

	Audit audit() {
		return this.audit;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (!method.getName().equals("rollback")) {
						return invoke(connection, method, arguments);
					}
					this.audit.beforeRollback(connection);
					Object result = invoke(connection, method, arguments);
					this.audit.afterRollback(connection, method.getParameterCount() > 0);
					return result;
				});
	}

	private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
