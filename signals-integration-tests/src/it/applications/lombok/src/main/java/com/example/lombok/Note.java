package com.example.lombok;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

import lombok.AllArgsConstructor;
import lombok.Data;
import lombok.NoArgsConstructor;

/**
 * Equal if all values are, which an entity had better not be.
 */
@Entity
@Data
@NoArgsConstructor
@AllArgsConstructor
class Note {

	@Id
	@GeneratedValue
	private Long id;

	private String text;

	Note(String text) {
		this(null, text);
	}

}
