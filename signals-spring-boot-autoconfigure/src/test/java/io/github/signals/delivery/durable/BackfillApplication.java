package io.github.signals.delivery.durable;

import java.util.List;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.ReceiverCondition;
import io.github.signals.SignalContext;

/**
 * Cards that nobody has signalled, and receivers that are called for them later.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class BackfillApplication {

	@Bean
	CardReceivers cardReceivers(Script script) {
		return new CardReceivers(script);
	}

	@Bean
	OtherReceivers otherReceivers(Script script) {
		return new OtherReceivers(script);
	}

	interface Cards extends JpaRepository<Card, Long> {

	}

	@Entity
	@Table(name = "backfill_card")
	@DiscriminatorValue("card")
	static class Card {

		@Id
		Long id;

		String name;

		protected Card() {
		}

		Card(Long id, String name) {
			this.id = id;
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity
	@DiscriminatorValue("picture")
	static class PictureCard extends Card {

	}

	@Entity
	@Table(name = "backfill_label")
	static class Label {

		@Id
		String code;

	}

	@Entity
	@Table(name = "backfill_place")
	static class Place {

		@EmbeddedId
		Position position;

	}

	@Embeddable
	record Position(int x, int y) {

	}

	record CardReceivers(Script script) {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "index")
		void index(PostSave<Card> saved) {
			this.script.play("index", saved, Changes.none(), saved.context());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "index.lists", batchSize = 5)
		void lists(List<PostSave<Card>> saved) {
			this.script.lists.add(saved.size());
			saved.forEach((each) -> this.script.play("index.lists", each, Changes.none(), each.context()));
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "index.shared")
		void shared(Card card, SignalContext context) {
			this.script.play("index.shared", card, Changes.none(), context);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "index.named",
				condition = "instance.name == 'even'", on = On.CREATED)
		void named(Card card, Changes changes, SignalContext context) {
			this.script.play("index.named", card, changes, context);
		}

		@PostSaveReceiver(sender = Card.class, delivery = Delivery.DURABLE, dispatchUid = "index.asked",
				when = Asked.class)
		void asked(PostSave<Card> saved) {
			this.script.play("index.asked", saved, Changes.none(), saved.context());
		}

	}

	/**
	 * A condition that does what the script says.
	 *
	 * @param script the script
	 */
	record Asked(Script script) implements ReceiverCondition<PostSave<Card>> {

		@Override
		public boolean test(PostSave<Card> saved) {
			this.script.play("condition", saved, Changes.none(), saved.context());
			return true;
		}

	}

	record OtherReceivers(Script script) {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "labels")
		void labels(PostSave<Label> saved) {
			this.script.play("labels", saved, Changes.none(), saved.context());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "places")
		void places(Place place) {
		}

		@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "updates")
		void updates(Card card) {
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "deletes")
		void deletes(PostDelete<Card> deleted) {
		}

		@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "after.commit")
		void afterCommit(Card card) {
		}

	}

}
