package io.github.signals.test;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("CUP")
class Cup {

	@Id
	Long id;

	String name;

	Cup(String name) {
		this.name = name;
	}

}
