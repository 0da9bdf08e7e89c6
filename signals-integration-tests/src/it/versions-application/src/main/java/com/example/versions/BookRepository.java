package com.example.versions;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface BookRepository extends JpaRepository<Book, Long> {

	Book findByTitle(String title);

	long deleteByTitle(String title);

	@Modifying
	@Query("update Book b set b.title = concat(b.title, '!') where b.title like :pattern")
	int praise(String pattern);

}
