package io.github.signals.rows;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Entities whose rows are not seen by everybody.
 */
final class Entities {

	private Entities() {
	}

	/** Seen by its tenant. */
	@Entity(name = "Note")
	static class Note {

		@Id
		UUID id = UUID.randomUUID();

		@TenantId
		String tenant;

		String text;

		protected Note() {
		}

		Note(String text) {
			this.text = text;
		}

	}

	/** Seen as long as it is not hidden. */
	@Entity(name = "Article")
	@SQLRestriction("hidden = false")
	static class Article {

		@Id
		UUID id = UUID.randomUUID();

		String text;

		boolean hidden;

		protected Article() {
		}

		Article(String text) {
			this.text = text;
		}

	}

	/** Deleted softly by Hibernate. */
	@Entity(name = "Memo")
	@SoftDelete
	static class Memo {

		@Id
		UUID id = UUID.randomUUID();

		String text;

		protected Memo() {
		}

		Memo(String text) {
			this.text = text;
		}

	}

	/** Deleted softly by a statement, and seen by its tenant. */
	@Entity(name = "Letter")
	@SQLDelete(sql = "update letter set deleted = true where id = ?")
	@SQLRestriction("deleted = false")
	static class Letter {

		@Id
		UUID id = UUID.randomUUID();

		@TenantId
		String tenant;

		String text;

		boolean deleted;

		protected Letter() {
		}

		Letter(String text) {
			this.text = text;
		}

	}

	interface Notes extends JpaRepository<Note, UUID> {

	}

	interface Articles extends JpaRepository<Article, UUID> {

	}

	interface Memos extends JpaRepository<Memo, UUID> {

	}

	interface Letters extends JpaRepository<Letter, UUID> {

	}

}
