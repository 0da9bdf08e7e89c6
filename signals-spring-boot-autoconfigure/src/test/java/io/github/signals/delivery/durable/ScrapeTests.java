package io.github.signals.delivery.durable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.signals.Signals;
import io.github.signals.actuate.CallStatistics;
import io.github.signals.actuate.DurableHealthIndicator;
import io.github.signals.actuate.SignalsEndpoint;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.observation.SignalsMeters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What waits is asked again and again, also when there is no connection to ask it on.
 */
@SpringBootTest(properties = { "spring.datasource.url=jdbc:h2:mem:scrape", "spring.jpa.hibernate.ddl-auto=create",
		"signals.durable.initialize-schema=always", "spring.datasource.hikari.maximum-pool-size=3",
		"spring.datasource.hikari.minimum-idle=0", "spring.datasource.hikari.connection-timeout=10000" })
class ScrapeTests {

	@Autowired
	private Signals signals;

	@Autowired
	private ReceiverRegistry registry;

	@Autowired
	private DurableDelivery delivery;

	@Autowired
	private Counting counting;

	@Autowired
	private DataSource dataSource;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private SignalsMeters measured() {
		SignalsMeters measured = new SignalsMeters(this.registry, () -> 0, this.signals::durable, () -> 0);
		measured.bindTo(this.meters);
		return measured;
	}

	private double[] scrape() {
		return new double[] { this.meters.get("signals.durable.waiting").gauge().value(),
				this.meters.get("signals.durable.parked").gauge().value(),
				this.meters.get("signals.durable.oldest").timeGauge().value() };
	}

	@Test
	void asksTheDatabaseOnceForAllGauges() {
		this.delivery.stop();
		SignalsMeters measured = measured();
		int before = this.counting.connections.get();
		assertThat(scrape()).containsExactly(0, 0, 0);
		assertThat(scrape()).containsExactly(0, 0, 0);
		assertThat(this.counting.connections.get() - before).isEqualTo(1);
		assertThat(measured).isNotNull();
		this.delivery.start();
	}

	@Test
	void failsSoonWhereThereIsNoConnection() throws SQLException {
		this.delivery.stop();
		SignalsMeters measured = measured();
		Connection[] all = new Connection[3];
		try {
			for (int i = 0; i < all.length; i++) {
				all[i] = this.dataSource.getConnection();
			}
			long start = System.nanoTime();
			assertThat(scrape()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
			SignalsEndpoint endpoint = new SignalsEndpoint(this.signals, new CallStatistics(), Set::of);
			assertThatIllegalStateException().isThrownBy(endpoint::signals);
			assertThat(new DurableHealthIndicator(this.registry, this.signals.durable(), "DOWN").health().getStatus())
				.hasToString("DOWN");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
		assertThat(measured).isNotNull();
		DurableTestBase.await().untilAsserted(() -> assertThat(scrape()).containsExactly(0, 0, 0));
		this.delivery.start();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Node {

		@Bean
		static Counting counting() {
			return new Counting();
		}

		@Bean
		ParcelReceivers parcelReceivers(Script script) {
			return new ParcelReceivers(script);
		}

	}

	static class Counting implements BeanPostProcessor {

		final AtomicInteger connections = new AtomicInteger();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof HikariDataSource pool) ? new DelegatingDataSource(pool) {

				@Override
				public Connection getConnection() throws SQLException {
					Counting.this.connections.incrementAndGet();
					return super.getConnection();
				}

			} : bean;
		}

	}

}
