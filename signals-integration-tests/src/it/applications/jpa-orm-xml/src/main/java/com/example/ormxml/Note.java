package com.example.ormxml;

/**
 * An entity by META-INF/orm.xml.
 */
class Note {

	private Long id;

	private String text;

	protected Note() {
	}

	Note(String text) {
		this.text = text;
	}

	Long getId() {
		return this.id;
	}

	String getText() {
		return this.text;
	}

	void setText(String text) {
		this.text = text;
	}

}
