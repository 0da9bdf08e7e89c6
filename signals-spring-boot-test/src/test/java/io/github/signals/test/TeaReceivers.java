package io.github.signals.test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import io.github.signals.BulkWrite;
import io.github.signals.BulkWriteReceiver;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.SignalContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A receiver of each delivery, and some that write or fail.
 */
@Component
class TeaReceivers {

	private final LabelRepository labels;

	private final TeaRepository teas;

	private final Calls calls;

	final List<Integer> packed = new CopyOnWriteArrayList<>();

	TeaReceivers(LabelRepository labels, TeaRepository teas, Calls calls) {
		this.labels = labels;
		this.teas = teas;
		this.calls = calls;
	}

	@PostSaveReceiver(dispatchUid = "stock")
	void stock(Tea tea) {
	}

	@PostSaveReceiver(dispatchUid = "check", delivery = Delivery.BEFORE_COMMIT)
	void check(Tea tea) {
		if (tea.getName().equals("forbidden")) {
			throw new IllegalArgumentException("secret");
		}
	}

	@PostSaveReceiver(dispatchUid = "taste", delivery = Delivery.AFTER_COMMIT, condition = "instance.name == 'bitter'")
	void taste(Tea tea) {
		throw new IllegalStateException("secret");
	}

	@PostSaveReceiver(dispatchUid = "mail", on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
	void mail(Tea tea) {
		this.calls.add(Thread.currentThread().getName() + " sees " + this.teas.count());
	}

	@PostSaveReceiver(dispatchUid = "label", on = On.CREATED, delivery = Delivery.AFTER_COMMIT)
	void label(Tea tea) {
		this.labels.save(new Label(tea.getName()));
	}

	@PostSaveReceiver(dispatchUid = "print", delivery = Delivery.AFTER_COMMIT)
	void print(Label label) {
	}

	@PostSaveReceiver(dispatchUid = "index", delivery = Delivery.ASYNC)
	void index(List<Tea> teas) {
		this.calls.add(Thread.currentThread().getName() + " indexes " + teas.size());
	}

	@PostSaveReceiver(dispatchUid = "ship", on = On.CREATED, delivery = Delivery.DURABLE)
	void ship(PostSave<Tea> saved, SignalContext context) {
		UUID id = context.id();
		assertThat(id).isNotNull().isEqualTo(saved.context().id());
		if (saved.instance().getName().equals("heavy")) {
			throw new IllegalStateException("secret");
		}
	}

	@PostSaveReceiver(dispatchUid = "pack", delivery = Delivery.DURABLE, batchSize = 10)
	void pack(List<PostSave<Tea>> saved) {
		assertThat(saved).extracting((each) -> each.context().id()).doesNotContainNull().doesNotHaveDuplicates();
		this.packed.add(saved.size());
	}

	@Receiver(dispatchUid = "pour", delivery = Delivery.DURABLE)
	void pour(Poured poured) {
		this.calls.add("poured " + poured.instance().getName() + " for " + poured.minutes());
	}

	record Poured(Tea instance, int minutes) implements Signal<Tea> {

	}

	@PostDeleteReceiver(dispatchUid = "return", delivery = Delivery.DURABLE)
	void takeBack(Tea tea, SignalContext context) {
		assertThat(context.id()).isNotNull();
	}

	@BulkWriteReceiver(dispatchUid = "count", delivery = Delivery.DURABLE)
	void count(BulkWrite<Label> write) {
		assertThat(write.context().id()).isNotNull();
	}

	@PostSaveReceiver(dispatchUid = "undo", delivery = Delivery.AFTER_ROLLBACK)
	void undo(Tea tea) {
	}

	@PostSaveReceiver(dispatchUid = "import", imports = true)
	void load(Tea tea) {
	}

}
