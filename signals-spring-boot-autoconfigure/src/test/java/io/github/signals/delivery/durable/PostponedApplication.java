package io.github.signals.delivery.durable;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.EntitySignal;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.SignalContext;

/**
 * Receivers that are called some time after a change, or after the last one.
 */
@Configuration(proxyBeanMethods = false)
@Import(DurableNode.class)
class PostponedApplication {

	@Bean
	Late late(Script script) {
		return new Late(script);
	}

	record Late(Script script) {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "later")
		void later(PostSave<Parcel> saved) {
			this.script.play("later", saved.instance(), saved.changes(), saved.context());
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "soon")
		void soon(Parcel parcel, SignalContext context) {
			this.script.play("soon", parcel, Changes.none(), context);
		}

		@Receiver(value = { PostSave.class, PostDelete.class }, delivery = Delivery.DURABLE, dispatchUid = "merged")
		void merged(EntitySignal<Parcel> signal, SignalContext context) {
			this.script.play("merged", signal,
					(signal instanceof PostSave<Parcel> saved) ? saved.changes() : Changes.none(), context);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "quiet")
		void quiet(Parcel parcel, SignalContext context) {
			this.script.play("quiet", parcel, Changes.none(), context);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "versioned")
		void versioned(PostSave<Carton> saved) {
			this.script.play("versioned", saved.instance(), saved.changes(), saved.context());
		}

	}

	@Entity(name = "PostponedCarton")
	static class Carton {

		@Id
		@GeneratedValue
		Long id;

		@Version
		int version;

		String name;

		protected Carton() {
		}

		Carton(String name) {
			this.name = name;
		}

	}

	interface Cartons extends JpaRepository<Carton, Long> {

	}

}
