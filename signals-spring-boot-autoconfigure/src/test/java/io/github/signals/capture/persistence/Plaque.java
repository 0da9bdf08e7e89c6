package io.github.signals.capture.persistence;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a version that is enhanced for lazy attributes, but does not track what
 * is set.
 */
@Entity(name = "Plaque")
public class Plaque implements Named {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private int version;

	private String name = "";

	@Basic(fetch = FetchType.LAZY)
	private @Nullable String caption;

	@Override
	public @Nullable Long id() {
		return this.id;
	}

	@Override
	public void rename(String name) {
		this.name = name;
	}

	@Override
	public void caption(@Nullable String caption) {
		this.caption = caption;
	}

}
