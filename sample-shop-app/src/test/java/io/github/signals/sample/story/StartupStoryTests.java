package io.github.signals.sample.story;

import io.github.signals.sample.SampleShopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class StartupStoryTests {

	@Test
	void theLogTellsTheStoryFromTopToBottomAndCanTellItAgain(CapturedOutput output) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleShopApplication.class)
			.run("--server.port=0", "--server.address=localhost");
		try (context) {
			assertThat(context.isActive()).isTrue();
			assertThat(output.getOut()).containsSubsequence("1. A user is saved", "New user created: ada",
					"Profile created for ada", "2. An order is saved",
					"New order for Tea. Sending notification to admin.", "3. A book is saved twice",
					"A new book titled 'Spring Basics' was added.",
					"The book titled 'Spring Basics, 2nd edition' was updated.", "4. Two crates are saved",
					"The newest crate of warehouse 'Harbour' is 'Apples'.",
					"Stock of warehouse 'Harbour': added [Apples], removed []",
					"The newest crate of warehouse 'Harbour' is 'Pears'.", "A third one is added",
					"The newest crate of warehouse 'Harbour' is 'Plums'.", "5. A site is saved",
					"Site 'shop.example.com' changed: evicting the cached root paths.", "6. A live page is deleted",
					"Page unpublished: \"Summer sale\" id=", "Page deleted: \"Summer sale\" id=",
					"7. A book and an order are changed", "The title 'Sping in Depth' is now 'Spring in Depth'.",
					"Order 1 changed from PLACED to SHIPPED.", "8. A tag is added",
					"Tags of \"Winter sale\": added [sale], removed []", "9. One statement", "books a new price.",
					"10. A user with an order is deleted", "User deleted: alan", "The story ends here.");
			assertThat(between(output, "2. An order", "3. A book"))
				.containsOnlyOnce("Spring's own listener heard this after the commit: Tea x 2 by ada");
			assertThat(between(output, "10. A user", "The story ends")).contains("Profile deleted: alan",
					"Order deleted: Coffee x 1 by alan");
			await().untilAsserted(() -> assertThat(output.getOut())
				.containsOnlyOnce("Email to [ada@example.com]: Your order 1: We received your order: Tea x 2 by ada"));
			context.getBean(StartupStory.class).run(new DefaultApplicationArguments());
			assertThat(output.getOut()).containsSubsequence("The story ends here.", "New user created: ada-2",
					"The story ends here.");
		}
	}

	private static String between(CapturedOutput output, String start, String end) {
		return output.getOut().substring(output.getOut().indexOf(start), output.getOut().indexOf(end));
	}

}
