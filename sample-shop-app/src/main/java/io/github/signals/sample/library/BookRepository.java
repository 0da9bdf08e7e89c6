package io.github.signals.sample.library;

import java.math.BigDecimal;

import io.github.signals.NoRowSignals;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface BookRepository extends JpaRepository<Book, Long> {

	@NoRowSignals
	@Modifying
	@Query("update Book book set book.price = book.price * :factor")
	int multiplyPrices(BigDecimal factor);

}
