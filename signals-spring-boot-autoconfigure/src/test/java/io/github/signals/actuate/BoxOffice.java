package io.github.signals.actuate;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.actuate.SignalsEndpointAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

/**
 * Spring Data JPA with a traced application: receivers of tickets are connected by the
 * tests, and a durable one hears of vouchers.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = Ticket.class)
@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Ticket.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		TransactionManagerCustomizationAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
		SignalsAutoConfiguration.class, SignalsEndpointAutoConfiguration.class, SignalsDurableAutoConfiguration.class,
		SignalsPersistenceAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class BoxOffice {

	static final String DURABLE = "print.voucher";

	/**
	 * What the next calls of the durable receiver do.
	 */
	private final Deque<Runnable> script = new ConcurrentLinkedDeque<>();

	void next(Runnable call) {
		this.script.add(call);
	}

	void failNext(int times) {
		for (int i = 0; i < times; i++) {
			next(() -> {
				throw new IllegalStateException(Ticket.SECRET);
			});
		}
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = DURABLE)
	void print(Voucher voucher) {
		Runnable next = this.script.poll();
		if (next != null) {
			next.run();
		}
	}

	interface Tickets extends JpaRepository<Ticket, Long> {

	}

	interface Vouchers extends JpaRepository<Voucher, Long> {

	}

}
