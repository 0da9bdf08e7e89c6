package io.github.signals.collections;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.Signals;
import io.github.signals.collections.School.Cupboard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which collections durable receivers can hear.
 */
class DurableCollectionStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(School.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:cupboards", "spring.jpa.hibernate.ddl-auto=create-drop",
				"signals.durable.initialize-schema=always");

	@Test
	void refusesElementsThatNoRecordCanHave() { // S14
		this.runner.withBean("things", Things.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage()).contains(
					"Things.on(CollectionChange)", "attribute 'things' of", "Cupboard cannot be recorded",
					"java.util.function.Supplier");
		});
	}

	@Test
	void takesAReceiverThatHearsOtherCollections() {
		this.runner.withBean("labels", Labels.class).run((context) -> {
			assertThat(context).hasNotFailed();
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			factory.runInTransaction((entityManager) -> entityManager.persist(Cupboard.of(1L, "blue")));
			factory.runInTransaction((entityManager) -> entityManager.remove(entityManager.find(Cupboard.class, 1L)));
			Signals signals = context.getBean(Signals.class);
			Awaitility.await().until(() -> signals.durable().waiting() == 0);
			assertThat(context.getBean(Labels.class).heard).containsExactly("[blue] []", "[] [blue]");
		});
	}

	@Test
	void refusesACollectionThatIsLeftOutOfRecords() { // S14
		this.runner.withBean("labels", Labels.class)
			.withPropertyValues("signals.durable.omitted.Cupboard=labels")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage())
					.contains("Labels.on(CollectionChange)", "signals.durable.omitted leaves 'labels' of",
							"Name the other collections in 'changed'");
			});
	}

	static class Things {

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "things")
		void on(CollectionChange<Cupboard> change) {
		}

	}

	static class Labels {

		final List<String> heard = new CopyOnWriteArrayList<>();

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "labels", changed = "labels")
		void on(CollectionChange<Cupboard> change) {
			this.heard.add(change.added() + " " + change.removed());
		}

	}

}
