package io.github.signals.delivery.rows;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import io.github.signals.CallContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durable receivers of entities with tenants need somebody who makes the tenant current
 * (S14, S23).
 */
class TenantStartupTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(RowsApplication.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}", "spring.jpa.hibernate.ddl-auto=create");

	@Test
	void refusesAnEntityWithATenantWithoutAContext() {
		this.runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.hasMessageContainingAll("Receivers.note(Note)", "Receivers.letter(Letter)", "@TenantId",
						"CallContext tenants()", "recorded.tenant()")
				.message()
				.doesNotContain("Receivers.article");
		});
	}

	@Test
	void startsWithAContext() {
		this.runner.withBean(CallContext.class, RowsApplication.ThreadContext::new)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startsWhereNobodyHearsSuchAnEntity() {
		this.runner.withPropertyValues("signals.receivers.note.enabled=false", "signals.receivers.letter.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
