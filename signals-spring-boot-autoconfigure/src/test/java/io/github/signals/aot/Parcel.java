package io.github.signals.aot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

@Entity
class Parcel {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	private String name;

	private String slug;

	private int weight;

	@ElementCollection
	private Set<String> tags = new HashSet<>();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	private List<Label> labels = new ArrayList<>();

	protected Parcel() {
	}

	Parcel(String name, int weight) {
		this.name = name;
		this.weight = weight;
	}

	public Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public int getWeight() {
		return this.weight;
	}

	public void setWeight(int weight) {
		this.weight = weight;
	}

	String getSlug() {
		return this.slug;
	}

	void setSlug(String slug) {
		this.slug = slug;
	}

	Set<String> getTags() {
		return this.tags;
	}

	List<Label> getLabels() {
		return this.labels;
	}

	@Override
	public String toString() {
		return this.name;
	}

	@Entity
	static class Label {

		@Id
		@GeneratedValue
		private Long id;

		private String text;

		protected Label() {
		}

		Label(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
