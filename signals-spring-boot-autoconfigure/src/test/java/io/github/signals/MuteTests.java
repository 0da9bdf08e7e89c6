package io.github.signals;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Mute}.
 */
class MuteTests {

	@Test
	void allMatchesEverything() { // S18
		assertThat(Mute.all().isAll()).isTrue();
		assertThat(Mute.all().matches("any", Dog.class, PostSave.class)).isTrue();
	}

	@Test
	void receiverMatchesItsUidAlone() { // S18
		Mute mute = Mute.receiver("one", "two", "one");
		assertThat(mute.isAll()).isFalse();
		assertThat(mute.matches("one", Dog.class, PostSave.class)).isTrue();
		assertThat(mute.matches("two", Dog.class, PostSave.class)).isTrue();
		assertThat(mute.matches("three", Dog.class, PostSave.class)).isFalse();
	}

	@Test
	void senderMatchesItsSubtypes() { // S18, S9
		assertThat(Mute.sender(Animal.class).matches("any", Dog.class, PostSave.class)).isTrue();
		assertThat(Mute.sender(Dog.class).matches("any", Animal.class, PostSave.class)).isFalse();
		assertThat(Mute.sender(Dog.class).isAll()).isFalse();
	}

	@Test
	void signalMatchesOfAllSenders() { // S18
		Mute mute = Mute.all().signal(PreSave.class);
		assertThat(mute.isAll()).isFalse();
		assertThat(mute.matches("any", Dog.class, PreSave.class)).isTrue();
		assertThat(mute.matches("any", Dog.class, PostSave.class)).isFalse();
		assertThat(Mute.all().signal(Signal.class).matches("any", Dog.class, PostSave.class)).isTrue();
	}

	@Test
	void combinationMatchesOnlyWhatFitsEachPart() { // S18
		Mute mute = Mute.sender(Dog.class).signal(PostSave.class);
		assertThat(mute.matches("any", Dog.class, PostSave.class)).isTrue();
		assertThat(mute.matches("any", Dog.class, PostDelete.class)).isFalse();
		assertThat(mute.matches("any", Animal.class, PostSave.class)).isFalse();
		assertThat(Mute.receiver("one").signal(PostSave.class).matches("two", Dog.class, PostSave.class)).isFalse();
	}

	@Test
	void namingNothingIsRefusedAndDoesNotMuteAll() { // S18
		assertThatIllegalArgumentException().isThrownBy(Mute::receiver);
		assertThatIllegalArgumentException().isThrownBy(Mute::sender);
		assertThatIllegalArgumentException().isThrownBy(() -> Mute.all().signal());
	}

	private static class Animal {

	}

	private static final class Dog extends Animal {

	}

}
