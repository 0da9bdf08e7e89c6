package com.example.versions;

import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

interface NoteRepository extends ListCrudRepository<Note, Long> {

	long deleteByTextStartingWith(String prefix);

	@Modifying
	@Query("update note set text = upper(text)")
	int shout();

}
