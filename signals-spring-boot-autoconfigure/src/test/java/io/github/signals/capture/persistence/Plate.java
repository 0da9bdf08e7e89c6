package io.github.signals.capture.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * An enhanced entity that another one has at its inverse side.
 */
@Entity(name = "Plate")
public class Plate {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@OneToOne
	private @Nullable Gallery gallery;

	void of(Gallery gallery) {
		this.gallery = gallery;
	}

}
