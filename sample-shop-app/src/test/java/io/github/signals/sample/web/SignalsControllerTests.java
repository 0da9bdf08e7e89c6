package io.github.signals.sample.web;

import java.util.List;

import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignalsControllerTests extends AbstractShopTests {

	@Test
	void theReceiversAreListedBySender() {
		this.client.get()
			.uri("/api/signals")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.User[*].uid")
			.value((uids) -> assertThat(uids.toString()).contains("create_user_profile", "save_user_profile"))
			.jsonPath("$.Order[?(@.uid == 'confirm_order')].delivery")
			.isEqualTo("DURABLE")
			.jsonPath("$.Site[0].signals")
			.isEqualTo(List.of("PostSave", "PostDelete"))
			.jsonPath("$.TimeStamped[*].uid")
			.value((uids) -> assertThat(uids.toString()).contains("set_time_stamps", "audit_save"))
			.jsonPath("$.Book[0].enabled")
			.isEqualTo(true)
			.jsonPath("$.Crate.length()")
			.isEqualTo(2)
			.jsonPath("$.Page.length()")
			.isEqualTo(3);
	}

}
