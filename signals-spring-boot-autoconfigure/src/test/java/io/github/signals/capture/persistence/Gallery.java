package io.github.signals.capture.persistence;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.LazyGroup;
import org.jspecify.annotations.Nullable;

/**
 * An enhanced entity with lazy associations to which it cascades.
 */
@Entity(name = "Gallery")
public class Gallery implements Named {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String name = "";

	@Basic(fetch = FetchType.LAZY)
	private @Nullable String caption;

	private int stars;

	@ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
	@LazyGroup("cover")
	private @Nullable Picture cover;

	@OneToOne(mappedBy = "gallery", fetch = FetchType.LAZY, cascade = CascadeType.ALL)
	private @Nullable Plate plate;

	@ElementCollection
	private Set<String> tags = new HashSet<>();

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
	public void fill() {
		this.cover = new Picture();
		this.cover.rename("cover");
		this.plate = new Plate();
		this.plate.of(this);
		this.tags.add("old");
	}

	@Override
	public void tags(Set<String> tags) {
		this.tags = tags;
	}

	@Override
	public Set<String> tags() {
		return this.tags;
	}

	@Override
	public @Nullable String caption() {
		return this.caption;
	}

	@Override
	public void cover(@Nullable Object cover) {
		this.cover = (Picture) cover;
	}

	@Override
	public int stars() {
		return this.stars;
	}

}
