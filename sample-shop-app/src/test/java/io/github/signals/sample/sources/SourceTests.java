package io.github.signals.sample.sources;

import java.net.URI;
import java.util.List;

import io.github.signals.ReceiverInfo;
import io.github.signals.sample.AbstractShopTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

class SourceTests extends AbstractShopTests {

	@Test
	void theSourceOfAReceiverIsItsMethodWithItsAnnotations() {
		ReceiverSource source = source("confirm_order");
		assertThat(source.file()).isEqualTo("OrderReceivers.java");
		assertThat(source.line()).isPositive();
		assertThat(source.source()).isEqualTo("""
				@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = CONFIRM_ORDER)
				void confirm(Order order) {
					this.mails.confirm(order);
				}""".replace("    ", "\t"));
	}

	@Test
	void everyReceiverOfTheSampleHasASource() {
		List<ReceiverInfo> receivers = this.signals.receivers()
			.stream()
			.filter((receiver) -> receiver.method().matches("\\w+Receivers?\\..*"))
			.toList();
		assertThat(receivers).hasSizeGreaterThan(20).allSatisfy((receiver) -> {
			String method = receiver.method().replaceAll(".*\\.(\\w+\\().*", "$1");
			assertThat(source(receiver.uid()).source()).startsWith("@")
				.contains("Receiver(", " " + method)
				.endsWith("}")
				.doesNotContain("\n\n@");
		});
	}

	@Test
	void methodsOfTheSameNameAreDistinguished() {
		assertThat(source("log_user_deleted").source()).contains("(User user)").doesNotContain("(Profile");
		assertThat(source("log_profile_deleted").source()).contains("(Profile profile)").doesNotContain("(User");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "OrderReceivers", "OrderReceivers.java", "application.yml", "..", "*",
			"test_saved", "%2e%2e%5capplication.yml", "io.github.signals.sample.shop.OrderReceivers" })
	void nothingElseHasASource(String uid) {
		this.client.get().uri(URI.create("/api/sources/" + uid)).exchange().expectStatus().is4xxClientError();
	}

	@Test
	void anUnknownReceiverIsNotFoundAndNotRepeated() {
		expectProblem(this.client.get().uri("/api/sources/{uid}", "<script>").exchange(), HttpStatus.NOT_FOUND)
			.jsonPath("$.detail")
			.isEqualTo("The sample has no receiver with this uid");
	}

	private ReceiverSource source(String uid) {
		return get("/api/sources/" + uid, ReceiverSource.class);
	}

}
