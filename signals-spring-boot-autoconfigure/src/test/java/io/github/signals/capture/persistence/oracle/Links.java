package io.github.signals.capture.persistence.oracle;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.signals.capture.persistence.oracle.OracleModel.Person;
import io.github.signals.capture.persistence.oracle.OracleModel.Tag;

/**
 * Links, and collections that are replaced.
 */
final class Links implements Steps {

	private final World world;

	Links(World world) {
		this.world = world;
	}

	@Override
	public void addTo(StepList list) {
		list.anywhere("change links", 1, this::changeLinks);
		list.of(Kind.REPLACED, "replace a collection", 1, this::replace);
	}

	private @Nullable Person person() {
		return this.world.random.nextBoolean() ? this.world.find(Person.class) : this.world.any(Person.class);
	}

	private void changeLinks() {
		Person person = person();
		Tag tag = this.world.find(Tag.class);
		if (person == null || tag == null) {
			return;
		}
		switch (this.world.random.nextInt(5)) {
			case 0, 1 -> person.tags.add(tag);
			case 2 -> person.tags.remove(tag);
			case 3 -> person.tags.clear();
			default -> person.tags = new HashSet<>(Set.of(tag));
		}
	}

	private void replace() {
		Person person = person();
		if (person == null) {
			return;
		}
		switch (this.world.random.nextInt(4)) {
			case 0 -> person.phones = new HashSet<>(person.phones);
			case 1 -> person.phones = new HashSet<>();
			case 2 -> person.tags = new HashSet<>(person.tags);
			default -> person.phones = new HashSet<>(Set.of("" + this.world.random.nextInt(3)));
		}
	}

}
