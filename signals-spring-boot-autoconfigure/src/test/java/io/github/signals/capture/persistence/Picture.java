package io.github.signals.capture.persistence;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

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
	public void caption(String caption) {
		this.caption = caption;
	}

}
