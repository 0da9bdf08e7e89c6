package io.github.signals.capture.persistence;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.CrudRepository;

/**
 * An entity whose class is enhanced before it is loaded.
 */
@Entity(name = "Picture")
public class Picture implements Named {

	@Id
	@GeneratedValue
	private @Nullable Long id;

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

	@Override
	public @Nullable String caption() {
		return this.caption;
	}

	/** Saves pictures. */
	interface Pictures extends CrudRepository<Picture, Long> {

	}

}
