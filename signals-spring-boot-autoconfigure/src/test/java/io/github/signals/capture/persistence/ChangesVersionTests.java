package io.github.signals.capture.persistence;

import java.util.HashSet;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;

import io.github.signals.capture.persistence.ChangesModel.Role;
import io.github.signals.capture.persistence.ChangesModel.Settings;
import io.github.signals.capture.persistence.ChangesModel.Sheet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the version is in the changes of a save, and in those of a transaction.
 */
@SpringBootTest(classes = ChangesTestSupport.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:changes;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
class ChangesVersionTests extends ChangesTestSupport {

	private Long storedSheet() {
		Sheet sheet = Sheet.of("a");
		sheet.settings = new Settings("red");
		inTransaction(() -> this.em.persist(sheet));
		return Objects.requireNonNull(sheet.id);
	}

	private Sheet sheet(Long id) {
		return Objects.requireNonNull(this.em.find(Sheet.class, id));
	}

	private int version(Long id) {
		return this.jdbc.sql("select version from sheet where id = " + id).query(Integer.class).single();
	}

	@Test // S10
	void anEntityThatIsUpdatedBackIsNothingWhateverTheVersionSays() {
		Long id = storedSheet();
		hear(Sheet.class);
		inTransaction(() -> {
			sheet(id).text = "b";
			sheet(id).settings = new Settings("green");
			this.em.flush();
			sheet(id).text = "a";
			sheet(id).settings = new Settings("red");
		});
		assertThat(version(id)).isEqualTo(2);
		assertThat(this.heard).containsExactly("before", "now updated [settings, text, version]", "before",
				"now updated [settings, text, version]");
	}

	@Test // S3, S10
	void anUpdateOfNothingButTheVersionIsHeardInTheTransactionAlone() {
		Long id = storedSheet();
		hear(Sheet.class);
		inTransaction(() -> sheet(id).roles.add(this.em.find(Role.class, "admin")));
		assertThat(version(id)).isOne();
		assertThat(this.heard).containsExactly("before", "now updated [version]");
		this.heard.clear();
		inTransaction(() -> sheet(id).roles = new HashSet<>(sheet(id).roles));
		assertThat(version(id)).isEqualTo(2);
		assertThat(this.heard).containsExactly("before", "now updated [version]");
	}

	@Test // S7, S10
	void theVersionIsAmongTheChangesOfARealUpdate() {
		Long id = storedSheet();
		hear(Sheet.class);
		inTransaction(() -> sheet(id).text = "b");
		assertThat(this.heard).containsExactly("before", "now updated [text, version]",
				"later updated [text, version]");
	}

	@Test // S7
	void aDetachedInstanceIsSavedWithItsVersion() {
		Long id = storedSheet();
		Sheet detached = this.sheets.findById(id).orElseThrow();
		hear(Sheet.class);
		Sheet saved = this.sheets.save(detached);
		assertThat(this.heard).containsExactly("before", "now updated []");
		this.heard.clear();
		saved.text = "b";
		this.sheets.saveAndFlush(saved);
		assertThat(this.heard).containsExactly("before", "now updated [text, version]",
				"later updated [text, version]");
	}

}
