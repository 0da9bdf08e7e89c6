package io.github.signals.capture.persistence;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.Delivery;
import io.github.signals.ReceiverSpec;
import io.github.signals.capture.persistence.ChangesModel.Letterhead;
import io.github.signals.capture.persistence.ChangesModel.Origin;
import io.github.signals.capture.persistence.ChangesModel.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a condition reads of attributes that a save has left as they are.
 */
@SpringBootTest(classes = ChangesTestSupport.Application.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:condition-values;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create" })
class ConditionValueTests extends ChangesTestSupport {

	private static final String UNCHANGED = "was('name') == 'a' and is('name') == 'b'"
			+ " and was('origin.place') == 'Bern' and is('origin.country') == 'CH'"
			+ " and was('role') == 'admin' and is('roleCode') == 'admin' and !changed('origin')";

	private void hear(Delivery delivery, String condition) {
		this.signals.connect(
				ReceiverSpec.postSave(Profile.class).uid("condition").delivery(delivery).condition(condition),
				(saved) -> this.heard.add(saved.instance().name));
	}

	@ParameterizedTest // S7
	@EnumSource(value = Delivery.class, names = { "IN_TRANSACTION", "BEFORE_COMMIT", "AFTER_COMMIT", "ASYNC" })
	void isTheirPresentValueHoweverTheyAreSaved(Delivery delivery) {
		List<Consumer<Profile>> ways = List.of(this.profiles::save, this.profiles::saveAndFlush, this.em::merge,
				(profile) -> find(profile.id).name = profile.name);
		for (Consumer<Profile> way : ways) {
			Long id = stored();
			Profile profile = complete(id);
			profile.name = "b";
			hear(delivery, UNCHANGED);
			inTransaction(() -> way.accept(profile));
			await().until(() -> !this.heard.isEmpty());
			assertThat(this.heard).containsExactly("b");
			this.heard.clear();
			this.signals.disconnect("condition");
		}
	}

	@Test // S7: without a transaction of the caller, when the persistence context is gone
	void isTheirPresentValueWithoutATransaction() {
		Profile profile = complete(stored());
		profile.name = "b";
		hear(Delivery.AFTER_COMMIT, UNCHANGED);
		this.profiles.save(profile);
		assertThat(this.heard).containsExactly("b");
	}

	@Test // S7: as changes report it
	void ofACollectionOfValuesIsACopyOfIt() {
		Profile profile = complete(stored());
		profile.name = "b";
		hear(Delivery.IN_TRANSACTION, "was('tags').contains('red') and is('steps') == {'one', 'two'}");
		this.profiles.save(profile);
		assertThat(this.heard).containsExactly("b");
	}

	@Test // S7: never loaded for a condition
	void ofWhatIsNotLoadedIsNothing() {
		Long id = stored();
		hear(Delivery.IN_TRANSACTION, "is('tags') == null and was('tags') == null");
		inTransaction(() -> find(id).name = "b");
		assertThat(this.heard).containsExactly("b");
	}

	@Test // S1, S7
	void isTheirPresentValueInAStatelessSession() {
		inStatelessSession((session) -> session.insert(Letterhead.of("one", Origin.of("Bern", "CH"))));
		this.signals.connect(ReceiverSpec.postSave(Letterhead.class)
			.condition(
					"was('origin.country') == 'CH' and was('origin.place') == 'Bern' and is('origin.place') == 'Chur'"),
				(saved) -> this.heard.add(saved.instance().code));
		inStatelessSession((session) -> {
			Letterhead letterhead = session.get(Letterhead.class, "one");
			letterhead.origin = Origin.of("Chur", "CH");
			session.update(letterhead);
		});
		assertThat(this.heard).containsExactly("one");
	}

}
