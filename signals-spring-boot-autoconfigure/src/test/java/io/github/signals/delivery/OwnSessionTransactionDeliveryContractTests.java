package io.github.signals.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.delivery.JpaStore.Sequenced;

/**
 * What holds of each delivery in a transaction that the application has begun on a
 * session itself (S11, P65). Its repository works with that session, of which Spring Data
 * knows nothing: only what is written is signalled.
 */
abstract class OwnSessionTransactionDeliveryContractTests extends TransactionDeliveryContractTests<Sequenced> {

	@Autowired
	private EntityManagerFactory factory;

	private OwnSessionTransactionManager own;

	@BeforeEach
	@Override
	void startEmpty() {
		this.own = new OwnSessionTransactionManager(this.factory);
		super.startEmpty();
	}

	@Override
	PlatformTransactionManager manager() {
		return this.own;
	}

	@Override
	boolean isManagedBySpring() {
		return false;
	}

	@Override
	Class<Sequenced> sender() {
		return Sequenced.class;
	}

	@Override
	Sequenced named(String name) {
		return new Sequenced(name);
	}

	@Override
	String table() {
		return "sequenced";
	}

	@Override
	@SuppressWarnings("unchecked")
	CrudRepository<Sequenced, Long> repository() {
		return (CrudRepository<Sequenced, Long>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { CrudRepository.class }, (proxy, method, arguments) -> call(method, arguments));
	}

	private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) {
		EntityManager current = this.own.current();
		return (current != null) ? call(method, arguments, current)
				: this.transaction.execute((status) -> call(method, arguments, this.own.current()));
	}

	private static @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments,
			EntityManager manager) {
		try {
			Object result = method.invoke(new SimpleJpaRepository<>(Sequenced.class, manager), arguments);
			manager.flush();
			return result;
		}
		catch (InvocationTargetException ex) {
			throw (RuntimeException) ex.getTargetException();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
