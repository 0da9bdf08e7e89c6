package io.github.signals.capture.persistence;

import java.util.Objects;
import java.util.function.Consumer;

import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.PendingModel.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance that is deleted, and saved once more in the same call.
 */
class RepeatedInstanceTests extends PendingTestSupport {

	@Autowired
	private PersistenceCapture capture;

	@ParameterizedTest // S2, S3
	@ValueSource(booleans = { true, false })
	void whatACallDeletesAndSavesAnewIsHeardAsBoth(boolean updated) {
		Long id = storedItems("a").get(0);
		this.signals.connect(ReceiverSpec.postSave(Item.class),
				(saved) -> this.heard.add((saved.created() ? "created " : "updated ") + saved.instance().name));
		this.signals.connect(ReceiverSpec.postDelete(Item.class),
				(deleted) -> this.heard.add("deleted " + deleted.instance().name));
		inTransaction(() -> inCall((entered) -> {
			Item item = item(id);
			if (updated) {
				item.name = "changed";
				this.em.flush();
			}
			this.em.remove(item);
			this.em.flush();
			item.id = null;
			item.name = "anew";
			this.items.save(item);
			this.items.save(Item.of("b"));
			this.em.flush();
		}));
		assertThat(written("item", "name")).endsWith("delete ", "insert anew", "insert b");
		assertThat(this.heard).containsExactlyInAnyOrder("created anew", "created b", "deleted anew");
	}

	private void inCall(Consumer<SessionWrites> work) {
		SessionImplementor session = this.em.unwrap(SessionImplementor.class);
		SessionWrites writes = Objects.requireNonNull(this.capture.find(session.getFactory()))
			.writes(session.asEventSource());
		writes.enterCall();
		try {
			work.accept(writes);
		}
		finally {
			writes.exitCall();
		}
		writes.settle();
	}

}
