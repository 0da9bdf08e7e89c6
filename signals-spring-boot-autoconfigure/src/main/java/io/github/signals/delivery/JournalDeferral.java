package io.github.signals.delivery;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Takes the signals of one transaction, whose journal is looked up at the first of them.
 */
final class JournalDeferral extends EntryDeferral {

	private final Supplier<Journal> find;

	private @Nullable Journal journal;

	JournalDeferral(Supplier<Journal> find) {
		this.find = find;
	}

	@Override
	void add(JournalEntry entry) {
		Journal current = this.journal;
		if (current == null) {
			current = this.find.get();
			this.journal = current;
		}
		current.add(entry, this);
	}

}
