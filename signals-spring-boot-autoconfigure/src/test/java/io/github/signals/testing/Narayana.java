package io.github.signals.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * A transaction manager of JTA, and data sources that take part in its transactions.
 */
public final class Narayana {

	static {
		for (String name : new String[] { "default", "communicationStore", "stateStore" }) {
			BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, name)
				.setObjectStoreType(VolatileStore.class.getName());
		}
		arjPropertyManager.getObjectStoreEnvironmentBean().setObjectStoreType(VolatileStore.class.getName());
	}

	private Narayana() {
	}

	public static JtaTransactionManager transactionManager() {
		return new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(),
				com.arjuna.ats.jta.TransactionManager.transactionManager());
	}

	public static DataSource dataSource(XADataSource target) {
		return new EnlistingDataSource(target, com.arjuna.ats.jta.TransactionManager.transactionManager());
	}

	/** One connection a transaction, as a pool for JTA hands it out. */
	private static final class EnlistingDataSource extends AbstractDataSource {

		private final XADataSource target;

		private final TransactionManager manager;

		private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();

		EnlistingDataSource(XADataSource target, TransactionManager manager) {
			this.target = target;
			this.manager = manager;
		}

		@Override
		public Connection getConnection() throws SQLException {
			try {
				Transaction transaction = this.manager.getTransaction();
				if (transaction == null || transaction.getStatus() != Status.STATUS_ACTIVE) {
					XAConnection single = this.target.getXAConnection();
					return proxy(single.getConnection(), single);
				}
				Connection known = this.enlisted.get(transaction);
				return (known != null) ? known : enlist(transaction);
			}
			catch (SystemException | RollbackException ex) {
				throw new SQLException(ex);
			}
		}

		private Connection enlist(Transaction transaction) throws SQLException, SystemException, RollbackException {
			XAConnection physical = this.target.getXAConnection();
			transaction.enlistResource(physical.getXAResource());
			Connection connection = proxy(physical.getConnection(), null);
			this.enlisted.put(transaction, connection);
			transaction.registerSynchronization(new Synchronization() {

				@Override
				public void beforeCompletion() {
				}

				@Override
				public void afterCompletion(int status) {
					EnlistingDataSource.this.enlisted.remove(transaction);
					close(physical);
				}

			});
			return connection;
		}

		private static void close(XAConnection connection) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static Connection proxy(Connection connection, @Nullable XAConnection owned) {
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							if (owned != null) {
								owned.close();
							}
							return null;
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

		@Override
		public Connection getConnection(String user, String password) throws SQLException {
			return getConnection();
		}

	}

}
