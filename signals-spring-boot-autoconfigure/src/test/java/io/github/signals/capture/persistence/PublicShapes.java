package io.github.signals.capture.persistence;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Entities of the shapes that public applications have.
 */
final class PublicShapes {

	private PublicShapes() {
	}

	interface Shape {

		String text();

	}

	/** A tree with its own mapped superclasses, which is saved from its root. */
	@MappedSuperclass
	abstract static class Numbered implements Shape {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Integer id;

		String name = "";

		@Override
		public String text() {
			return this.name;
		}

	}

	@MappedSuperclass
	abstract static class Person extends Numbered {

		@Nullable String phone;

	}

	@Entity
	static class Cyclist extends Person {

		@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
		@JoinColumn(name = "cyclist_id")
		@OrderBy("name")
		List<Bike> bikes = new ArrayList<>();

	}

	@Entity
	static class Bike extends Numbered {

		@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
		@JoinColumn(name = "bike_id")
		@OrderBy("name")
		Set<Repair> repairs = new HashSet<>();

		@ManyToOne
		@Nullable Brand brand;

	}

	@Entity
	static class Repair extends Numbered {

	}

	@Entity
	static class Brand extends Numbered {

	}

	/** Both sides know each other, nothing cascades, and all are audited. */
	@MappedSuperclass
	@EntityListeners(AuditingEntityListener.class)
	abstract static class Audited implements Shape {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@CreatedDate
		@Nullable Instant created;

		@LastModifiedDate
		@Nullable Instant modified;

		@Override
		public String text() {
			return this.name;
		}

	}

	@Entity
	static class Purse extends Audited {

		@OneToMany(mappedBy = "purse")
		Set<Payment> payments = new HashSet<>();

	}

	@Entity
	static class Payment extends Audited {

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Purse purse;

		@ManyToMany
		Set<Sticker> stickers = new HashSet<>();

	}

	@Entity
	static class Sticker extends Audited {

		@ManyToMany(mappedBy = "stickers")
		Set<Payment> payments = new HashSet<>();

	}

	/** Link entities, words that are their own keys, and keys of two parts. */
	@Entity
	static class Recipe extends Numbered {

		@OneToMany(mappedBy = "recipe", cascade = CascadeType.ALL, orphanRemoval = true)
		List<RecipeWord> words = new ArrayList<>();

	}

	@Entity
	static class Word implements Shape {

		@Id
		String word = "";

		@Override
		public String text() {
			return this.word;
		}

	}

	@Entity
	static class RecipeWord extends Numbered {

		@ManyToOne
		@Nullable Recipe recipe;

		@ManyToOne
		@Nullable Word word;

		protected RecipeWord() {
		}

		RecipeWord(Recipe recipe, Word word) {
			this.recipe = recipe;
			this.word = word;
			this.name = word.word;
		}

	}

	@Entity
	static class Remark extends Numbered {

		@ManyToOne
		@Nullable Recipe recipe;

	}

	@Entity
	static class Rating implements Shape {

		@EmbeddedId
		RatingId id = new RatingId();

		int stars;

		@Override
		public String text() {
			return this.id.guest + " " + this.stars;
		}

	}

	@Embeddable
	static class RatingId implements Serializable {

		private static final long serialVersionUID = 1;

		@Nullable Integer recipe;

		String guest = "";

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof RatingId id && Objects.equals(id.recipe, this.recipe)
					&& id.guest.equals(this.guest);
		}

		@Override
		public int hashCode() {
			return this.guest.hashCode();
		}

	}

	static <T extends Numbered> T named(T entity, String name) {
		entity.name = name;
		return entity;
	}

	static <T extends Audited> T named(T entity, String name) {
		entity.name = name;
		return entity;
	}

	static Word word(String text) {
		Word word = new Word();
		word.word = text;
		return word;
	}

	interface Cyclists extends JpaRepository<Cyclist, Integer> {

	}

	interface Brands extends JpaRepository<Brand, Integer> {

	}

	interface Purses extends JpaRepository<Purse, Long> {

	}

	interface Payments extends JpaRepository<Payment, Long> {

	}

	interface Stickers extends JpaRepository<Sticker, Long> {

	}

	interface Recipes extends JpaRepository<Recipe, Integer> {

	}

	interface Words extends JpaRepository<Word, String> {

	}

	interface Remarks extends JpaRepository<Remark, Integer> {

		@Transactional
		void deleteByRecipe(Recipe recipe);

	}

	interface Ratings extends JpaRepository<Rating, RatingId> {

	}

}
