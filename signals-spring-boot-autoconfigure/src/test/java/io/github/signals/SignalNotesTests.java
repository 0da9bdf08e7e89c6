package io.github.signals;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignalNotesTests {

	private final SignalNotes notes = new SignalNotes();

	@Test
	void aNoteIsFoundByItsNameAndType() {
		this.notes.put("picture", "a.png");
		this.notes.put("picture", "b.png");
		assertThat(this.notes.get("picture")).isEqualTo("b.png");
		assertThat(this.notes.get("picture", String.class)).isEqualTo("b.png");
		assertThat(this.notes.get("other")).isNull();
		assertThat(this.notes.get("other", String.class)).isNull();
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> this.notes.get("picture", Long.class));
		assertThatIllegalArgumentException().isThrownBy(() -> this.notes.put("picture", null));
	}

	@Test
	void aNoteThatIsRemovedIsGone() {
		this.notes.put("picture", "a.png");
		assertThat(this.notes.names()).containsExactly("picture");
		assertThat(this.notes.remove("picture")).isEqualTo("a.png");
		assertThat(this.notes.remove("picture")).isNull();
		assertThat(this.notes.names()).isEmpty();
	}

	@Test
	void onlyWhatIsMissingIsAdded() {
		this.notes.put("one", 1);
		SignalNotes others = new SignalNotes();
		others.put("one", 2);
		others.put("two", 2);
		this.notes.addMissing(others);
		assertThat(this.notes.get("one")).isEqualTo(1);
		assertThat(this.notes.get("two")).isEqualTo(2);
	}

	@Test // S20
	void whatWasLeftIsNotInTheText() {
		this.notes.put("password", "secret");
		assertThat(this.notes).hasToString("notes[password]");
	}

}
