package io.github.signals.capture.repository;

import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Signals;
import io.github.signals.capture.repository.JpaModel.Customer;

/**
 * What the tests of the JPA capture share: one context, emptied before each test.
 */
abstract class JpaTestSupport {

	@Autowired
	Signals signals;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Statements statements;

	@Autowired
	JpaRepositories.Customers customers;

	Recorder recorder;

	@BeforeEach
	void startEmpty() {
		this.recorder = new Recorder(this.signals);
		inTransaction(() -> {
			this.customers.findAll().forEach((customer) -> customer.referrer = null);
			this.customers.deleteAll();
		});
	}

	@AfterEach
	void disconnect() {
		this.recorder.close();
	}

	Long store(Customer customer) {
		return this.signals.mute(() -> Objects.requireNonNull(this.customers.save(customer).id));
	}

	/** Return a detached instance with its notes. */
	Customer loaded(Long id) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Customer customer = this.customers.findById(id).orElseThrow();
			customer.notes.size();
			return customer;
		}));
	}

	void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

}
