package io.github.signals.sample.web;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.signals.ReceiverInfo;
import io.github.signals.ReceiverSpec;
import io.github.signals.sample.AbstractShopTests;
import io.github.signals.sample.shop.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The picture of the wiring in a real browser, where there is one.
 */
class WiringPageTests extends AbstractShopTests {

	private static final String BOXES = """
			return Array.from(document.querySelectorAll('g rect')).map((rect) => ({
				kind: rect.parentNode.getAttribute('class'),
				titles: Array.from(rect.parentNode.querySelectorAll('title')).map((title) => '| ' + title.textContent).join(' '),
				box: bounds(rect),
				texts: Array.from(rect.parentNode.querySelectorAll('text:not([text-anchor])')).map(bounds),
				opacity: Number(getComputedStyle(rect.parentNode).opacity)
			}));
			function bounds(element) {
				const box = element.getBoundingClientRect();
				return [box.x, box.y, box.width, box.height].map(String);
			}
			""";

	private static final String LINES = """
			return Array.from(document.querySelectorAll('path')).map((path) => String(path.getTotalLength()));
			""";

	private static final String PICTURE = """
			const box = document.querySelector('svg').getBoundingClientRect();
			return [box.x, box.y, box.width, box.height].map(String);
			""";

	@LocalServerPort
	private int port;

	@Test
	void showsEachSenderAndReceiverInABrowserWithoutTheNetwork() {
		String page = "http://localhost:" + this.port + "/actuator/signals/wiring.html";
		this.signals.disable("log_status");
		this.signals.connect(ReceiverSpec.postSave(Order.class).uid("test_" + "W".repeat(100)), (saved) -> {
		});
		try (Browser browser = Browser.start()) {
			browser.open(page);
			List<Map<String, Object>> boxes = browser.run(BOXES);
			eachReceiverIsThere(boxes);
			eachBoxHasAPlaceOfItsOwn(boxes, rectangle(browser.run(PICTURE)));
			assertThat(browser.<List<String>>run(LINES)).hasSize((int) count(boxes, "receiver"))
				.allSatisfy((length) -> assertThat(Double.parseDouble(length)).isGreaterThan(100));
			assertThat(browser.requests()).filteredOn((url) -> !url.startsWith("data:")).containsOnly(page);
			assertThat(browser.complaints()).isEmpty();
		}
		finally {
			this.signals.enable("log_status");
		}
	}

	private void eachReceiverIsThere(List<Map<String, Object>> boxes) {
		List<ReceiverInfo> receivers = this.signals.receivers();
		for (ReceiverInfo receiver : receivers) {
			assertThat(boxes).filteredOn((box) -> box.get("titles").toString().contains("| " + receiver.uid() + ": "))
				.as(receiver.uid())
				.hasSize(receiver.senders().size())
				.allSatisfy((box) -> assertThat(((Number) box.get("opacity")).doubleValue() < 1)
					.isEqualTo(!receiver.enabled()));
		}
		TreeSet<String> senders = new TreeSet<>();
		receivers.forEach((receiver) -> receiver.senders().forEach((sender) -> senders.add(sender.getName())));
		assertThat(boxes).filteredOn((box) -> box.get("kind").equals("sender"))
			.extracting((box) -> box.get("titles"))
			.containsExactlyInAnyOrderElementsOf(senders.stream().<Object>map((sender) -> "| " + sender).toList());
	}

	private static long count(List<Map<String, Object>> boxes, String kind) {
		return boxes.stream().filter((box) -> box.get("kind").toString().startsWith(kind)).count();
	}

	private static void eachBoxHasAPlaceOfItsOwn(List<Map<String, Object>> boxes, Rectangle2D picture) {
		for (Map<String, Object> box : boxes) {
			Rectangle2D place = rectangle(box.get("box"));
			assertThat(picture.contains(place)).as("%s is inside the picture", box).isTrue();
			assertThat((List<?>) box.get("texts")).isNotEmpty()
				.allSatisfy((text) -> assertThat(place.contains(rectangle(text))).as("%s has its text inside", box)
					.isTrue());
			assertThat(boxes).filteredOn((other) -> other != box)
				.noneMatch((other) -> place.intersects(rectangle(other.get("box"))));
		}
	}

	private static Rectangle2D rectangle(Object bounds) {
		List<Double> numbers = ((List<?>) bounds).stream().map(Object::toString).map(Double::valueOf).toList();
		return new Rectangle2D.Double(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
	}

}
