package io.github.signals.capture.persistence.oracle;

import jakarta.persistence.EntityManager;

import io.github.signals.capture.persistence.oracle.OracleModel.Cover;
import io.github.signals.capture.persistence.oracle.OracleModel.Document;
import io.github.signals.capture.persistence.oracle.OracleModel.Folder;

/**
 * Documents, which have no repository, and whose parts are lazy where they are enhanced.
 */
final class Documents implements Steps {

	private final World world;

	private final EntityManager em;

	Documents(World world) {
		this.world = world;
		this.em = world.em;
	}

	@Override
	public void addTo(StepList list) {
		list.of(Kind.LAZY, "create document", 2, this::create);
		list.of(Kind.LAZY, "change document", 3, this::change);
		list.of(Kind.LAZY, "save detached document", 1, this::saveDetached);
		list.of(Kind.LAZY, "delete document", 1, this::delete);
	}

	private void create() {
		Document document = new Document();
		document.title = "d" + this.world.next();
		document.body = this.world.random.nextBoolean() ? "body" : null;
		document.folder = folder();
		if (this.world.random.nextBoolean()) {
			cover(document);
		}
		if (this.world.random.nextBoolean()) {
			this.em.persist(document);
		}
		else {
			this.em.merge(document);
		}
	}

	private Folder folder() {
		Folder found = this.world.find(Folder.class);
		if (found != null) {
			return found;
		}
		Folder folder = new Folder();
		folder.name = "f" + this.world.next();
		return folder;
	}

	private void cover(Document document) {
		Cover cover = new Cover();
		cover.text = "c" + this.world.next();
		cover.document = document;
		document.cover = cover;
	}

	private void change() {
		Document document = this.world.find(Document.class);
		if (document == null || !this.em.contains(document)) {
			return;
		}
		int change = this.world.random.nextInt(8);
		this.world.named("change " + change + " of " + document.id);
		switch (change) {
			case 0 -> document.title = "d" + this.world.random.nextInt(3);
			case 1 -> document.body = "b" + this.world.random.nextInt(3);
			case 2 -> this.world.named("body " + document.body);
			case 3 -> document.folder = folder();
			case 4 -> document.cover = null;
			case 5 -> changeCover(document);
			case 6 -> changeFolder(document);
			default -> this.world.named("only found");
		}
	}

	private void changeCover(Document document) {
		if (document.cover != null) {
			document.cover.text = "c" + this.world.random.nextInt(3);
		}
		else {
			cover(document);
		}
	}

	private void changeFolder(Document document) {
		if (document.folder != null) {
			document.folder.name = "f" + this.world.random.nextInt(3);
		}
	}

	private void saveDetached() {
		Document document = this.world.find(Document.class);
		if (document == null || !this.em.contains(document)) {
			return;
		}
		this.world.flush();
		this.em.clear();
		if (this.world.random.nextBoolean()) {
			document.title = "s" + this.world.random.nextInt(3);
		}
		this.em.merge(document);
	}

	private void delete() {
		Document document = this.world.find(Document.class);
		if (document != null) {
			this.em.remove(document);
		}
	}

}
