package com.example.restarted;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Parcel {

	@Id
	@GeneratedValue
	private Long id;

	private String content;

	@Enumerated(EnumType.STRING)
	private Status status = Status.PACKED;

	protected Parcel() {
	}

	Parcel(String content) {
		this.content = content;
	}

	public String getContent() {
		return this.content;
	}

	public Status getStatus() {
		return this.status;
	}

	void send() {
		this.status = Status.SENT;
	}

	public enum Status {

		PACKED, SENT

	}

}
