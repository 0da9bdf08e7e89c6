package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.ReceiverRecursionException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.PendingModel.Label;
import io.github.signals.capture.persistence.PendingModel.Profile;
import io.github.signals.capture.persistence.PendingModel.Profiles;
import io.github.signals.capture.persistence.PendingModel.Setting;
import io.github.signals.capture.persistence.PendingModel.Settings;
import io.github.signals.capture.persistence.PendingModel.Shade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is heard of values without {@code equals}, which Hibernate finds changed in every
 * flush.
 */
class UnequalValuesTests extends PendingTestSupport {

	@Autowired
	private Profiles profiles;

	@Autowired
	private Settings settings;

	/** Who hears. */
	enum Hearing {

		PRE_SAVE, POST_SAVE, BEFORE_COMMIT, AFTER_COMMIT, POST_DELETE, ALL;

		void connect(Signals signals, List<String> heard) {
			if (this == PRE_SAVE || this == ALL) {
				signals.connect(ReceiverSpec.preSave(Object.class), (save) -> heard.add("before"));
			}
			if (this == POST_SAVE || this == ALL) {
				signals.connect(ReceiverSpec.postSave(Object.class), (saved) -> heard.add("saved"));
			}
			if (this == BEFORE_COMMIT || this == ALL) {
				signals.connect(ReceiverSpec.postSave(Object.class).delivery(Delivery.BEFORE_COMMIT),
						(saved) -> heard.add("committing"));
			}
			if (this == AFTER_COMMIT || this == ALL) {
				signals.connect(ReceiverSpec.postSave(Object.class).delivery(Delivery.AFTER_COMMIT),
						(saved) -> heard.add("committed"));
			}
			if (this == POST_DELETE || this == ALL) {
				signals.connect(ReceiverSpec.postDelete(Object.class), (deleted) -> heard.add("deleted"));
			}
		}

	}

	private Long storedProfile() {
		return Objects.requireNonNull(stored(() -> this.profiles.save(new Profile())).id);
	}

	private Long storedSetting() {
		return Objects.requireNonNull(stored(() -> this.settings.save(new Setting())).id);
	}

	private void assertEachHeardAtMost(int times) {
		assertThat(this.heard)
			.allSatisfy((told) -> assertThat(this.heard.stream().filter(told::equals)).hasSizeLessThanOrEqualTo(times));
	}

	@ParameterizedTest // S6, P61
	@EnumSource
	void toReadThemIsAtMostOneUpdate(Hearing hearing) {
		Long profile = storedProfile();
		Long setting = storedSetting();
		hearing.connect(this.signals, this.heard);
		inTransaction(() -> this.profiles.findById(profile).orElseThrow());
		assertEachHeardAtMost(1);
		this.heard.clear();
		inTransaction(() -> this.settings.findById(setting).orElseThrow());
		assertEachHeardAtMost(1);
		this.heard.clear();
		inTransaction(() -> {
			this.settings.findById(setting).orElseThrow();
			this.em.flush();
			this.settings.count();
			this.profiles.count();
			this.em.flush();
		});
		assertEachHeardAtMost(1);
	}

	@ParameterizedTest // S6, P61
	@EnumSource
	void theyAreSavedChangedAndDeletedAsOthersAre(Hearing hearing) {
		Long profile = storedProfile();
		Long setting = storedSetting();
		hearing.connect(this.signals, this.heard);
		inTransaction(() -> {
			this.profiles.save(new Profile());
			this.em.persist(new Setting());
		});
		// Each is created, and then updated once by Hibernate.
		assertEachHeardAtMost(4);
		assertThat(this.heard.isEmpty()).isEqualTo(hearing == Hearing.POST_DELETE);
		this.heard.clear();
		inTransaction(() -> {
			this.profiles.findById(profile).orElseThrow().name = "changed";
			this.settings.save(this.settings.findById(setting).orElseThrow());
		});
		assertEachHeardAtMost(4);
		this.heard.clear();
		inTransaction(() -> this.profiles.deleteById(profile));
		inTransaction(() -> this.em.remove(Objects.requireNonNull(this.em.find(Setting.class, setting))));
		assertThat(this.heard).filteredOn("deleted"::equals)
			.hasSize((hearing == Hearing.POST_DELETE || hearing == Hearing.ALL) ? 2 : 0);
	}

	@Test // S6
	void whatChangesInThemIsHeardAndWritten() {
		Long profile = storedProfile();
		Long setting = storedSetting();
		Hearing.ALL.connect(this.signals, this.heard);
		inTransaction(() -> this.em.find(Profile.class, profile).json.colour = "red");
		assertThat(this.heard).startsWith("before", "saved", "committing").endsWith("committed");
		assertEachHeardAtMost(2);
		assertThat(this.jdbc.sql("select json from profile").query(String.class).single()).contains("red");
		this.heard.clear();
		inTransaction(() -> this.em.find(Setting.class, setting).converted.colour = "green");
		assertThat(this.heard).startsWith("before", "saved", "committing").endsWith("committed");
		assertEachHeardAtMost(2);
		assertThat(this.jdbc.sql("select converted from setting").query(String.class).single()).isEqualTo("green");
	}

	@Test // S5, S6
	void whatAReceiverSetsInThemIsWritten() {
		Long setting = storedSetting();
		this.signals.connect(ReceiverSpec.preSave(Setting.class).uid("setting"),
				(save) -> save.instance().converted = shade("set"));
		inTransaction(() -> this.em.find(Setting.class, setting).name = "changed");
		assertThat(this.jdbc.sql("select converted from setting").query(String.class).single()).isEqualTo("set");
		this.signals.disconnect("setting");
		this.signals.connect(ReceiverSpec.postSave(Setting.class),
				(saved) -> saved.instance().converted.colour = "after");
		inTransaction(() -> this.em.find(Setting.class, setting).name = "again");
		assertThat(this.jdbc.sql("select converted from setting").query(String.class).single()).isEqualTo("after");
	}

	@Test // S7, S10: what is written is there already
	void aRedundantUpdateIsNoChange() {
		Long profile = storedProfile();
		Long setting = storedSetting();
		List<PostSave<?>> now = hear(Delivery.IN_TRANSACTION);
		List<PostSave<?>> net = hear(Delivery.AFTER_COMMIT);
		inTransaction(() -> this.profiles.findById(profile).orElseThrow());
		inTransaction(() -> this.settings.findById(setting).orElseThrow());
		assertThat(written("profile", "name")).isNotEmpty();
		assertThat(now).isNotEmpty().allSatisfy((saved) -> assertThat(saved.changes().isEmpty()).isTrue());
		assertThat(net).isEmpty();
	}

	@Test // S3: however many flushes there are
	void aRedundantUpdateIsHeardOnceBeforeItAndOnceAfterIt() {
		Long profile = storedProfile();
		Long setting = storedSetting();
		Hearing.ALL.connect(this.signals, this.heard);
		inTransaction(() -> {
			this.profiles.findById(profile).orElseThrow();
			this.em.flush();
			this.em.flush();
		});
		assertThat(this.heard).containsExactly("before", "saved");
		this.heard.clear();
		inTransaction(() -> {
			this.settings.findById(setting).orElseThrow();
			this.em.flush();
			this.settings.count();
		});
		assertThat(this.heard).containsExactly("before", "saved");
	}

	@ParameterizedTest // S7, S10
	@EnumSource(names = { "AFTER_COMMIT", "AFTER_ROLLBACK" })
	void aChangeBesideThemIsHeardAlone(Delivery delivery) {
		Long profile = storedProfile();
		Long setting = storedSetting();
		List<PostSave<?>> net = hear(delivery);
		this.transaction.executeWithoutResult((status) -> {
			this.profiles.findById(profile).orElseThrow().name = "changed";
			this.settings.findById(setting).orElseThrow().name = "changed";
			this.em.flush();
			if (delivery == Delivery.AFTER_ROLLBACK) {
				status.setRollbackOnly();
			}
		});
		assertThat(net).hasSize(2)
			.allSatisfy((saved) -> assertThat(saved.changes().attributes()).containsExactly("name"));
	}

	@ParameterizedTest // S7, S10
	@EnumSource(names = { "IN_TRANSACTION", "AFTER_COMMIT", "AFTER_ROLLBACK" })
	void whatChangesInThemIsHeardWithOldAndNew(Delivery delivery) {
		Long profile = storedProfile();
		Long setting = storedSetting();
		List<PostSave<?>> heard = hear(delivery);
		this.transaction.executeWithoutResult((status) -> {
			Profile changed = this.profiles.findById(profile).orElseThrow();
			changed.json.colour = "red";
			changed.frame.rim.colour = "blue";
			Setting other = this.settings.findById(setting).orElseThrow();
			other.converted = shade("green");
			other.shades.get(0).colour = "black";
			this.em.flush();
			if (delivery == Delivery.AFTER_ROLLBACK) {
				status.setRollbackOnly();
			}
		});
		assertThat(heard.stream().flatMap((saved) -> colours(saved.changes()).stream())).containsExactlyInAnyOrder(
				"json grey red", "frame.rim grey blue", "converted grey green", "shades [grey] [black]");
	}

	@Test // S7, S10: from the first old value to the last new one
	void whatIsChangedBackInThemIsNoChange() {
		Long setting = storedSetting();
		List<PostSave<?>> net = hear(Delivery.AFTER_COMMIT);
		inTransaction(() -> {
			Setting changed = this.settings.findById(setting).orElseThrow();
			changed.converted.colour = "green";
			changed.shades.get(0).colour = "black";
			this.em.flush();
			changed.converted = shade("grey");
			changed.shades.set(0, shade("grey"));
		});
		assertThat(net).isEmpty();
	}

	private List<PostSave<?>> hear(Delivery delivery) {
		List<PostSave<?>> saves = new ArrayList<>();
		this.signals.connect(ReceiverSpec.postSave(Object.class).delivery(delivery), saves::add);
		return saves;
	}

	private static List<String> colours(Changes changes) {
		return changes.attributes()
			.stream()
			.map((name) -> name + " " + colour(changes.before(name)) + " " + colour(changes.after(name)))
			.toList();
	}

	private static String colour(@Nullable Object value) {
		return (value instanceof List<?> shades) ? shades.stream().map(UnequalValuesTests::colour).toList().toString()
				: ((Shade) Objects.requireNonNull(value)).colour;
	}

	private static Shade shade(String colour) {
		Shade shade = new Shade();
		shade.colour = colour;
		return shade;
	}

	@Test // S6, S17
	void whoGoesOnWritingIsNamedAndNobodyElse() {
		Long profile = storedProfile();
		this.signals.connect(ReceiverSpec.postSave(Profile.class).uid("innocent"), (saved) -> {
		});
		this.signals.connect(ReceiverSpec.postSave(Label.class).uid("listening"), (saved) -> {
		});
		this.signals.connect(ReceiverSpec.postSave(Label.class).uid("endless"),
				(saved) -> this.em.persist(Label.of("next")));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> inTransaction(() -> {
			this.profiles.findById(profile).orElseThrow().name = "changed";
			this.em.persist(Label.of("first"));
		}))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(ReceiverRecursionException.class.getName())
				.hasStackTraceContaining("endless")
				.extracting(UnequalValuesTests::messages)
				.asString()
				.doesNotContain("innocent", "listening"));
	}

	private static String messages(Throwable ex) {
		return ex.getMessage() + ((ex.getCause() != null) ? messages(ex.getCause()) : "");
	}

}
