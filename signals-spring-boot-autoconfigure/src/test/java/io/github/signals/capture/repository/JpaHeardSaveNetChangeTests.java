package io.github.signals.capture.repository;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same where somebody hears the net change too.
 */
@SpringBootTest(
		classes = { JpaModel.Application.class, JpaHeardSaveTests.AtOnce.class, JpaHeardSaveTests.AfterCommit.class },
		properties = JpaModel.H2)
class JpaHeardSaveNetChangeTests extends JpaHeardSaveTests {

	@Autowired
	AfterCommit afterCommit;

	@BeforeEach
	void forget() {
		this.afterCommit.heard.clear();
	}

	@Override
	void assertCommitted(String... expected) {
		assertThat(this.afterCommit.heard).containsExactly(expected);
	}

}
