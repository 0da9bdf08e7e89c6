package io.github.signals;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Changes}.
 */
class ChangesTests {

	@Test
	void tellsWhatDiffersWithItsOldAndNewValue() { // S7
		Changes changes = Changes.between(Map.of("status", "NEW", "total", 5), Map.of("status", "PAID", "total", 5));
		assertThat(changes.attributes()).containsExactly("status");
		assertThat(changes.contains("status")).isTrue();
		assertThat(changes.contains("total")).isFalse();
		assertThat(changes.before("status")).isEqualTo("NEW");
		assertThat(changes.after("status")).isEqualTo("PAID");
		assertThat(changes.before("total")).isNull();
		assertThat(changes.after("total")).isNull();
		assertThat(changes.isEmpty()).isFalse();
	}

	@Test
	void nothingDiffersBetweenEqualStates() { // S7
		assertThat(Changes.between(Map.of("total", 5), Map.of("total", 5))).isEqualTo(Changes.none());
		assertThat(Changes.none().isEmpty()).isTrue();
		assertThat(Changes.none().contains("total")).isFalse();
	}

	@Test
	void attributesThatCameOrWentAreChanges() { // S7
		Changes changes = Changes.between(Map.of("gone", 1), Map.of("come", 2));
		assertThat(changes.attributes()).containsExactlyInAnyOrder("gone", "come");
		assertThat(changes.after("gone")).isNull();
		assertThat(changes.before("come")).isNull();
		assertThat(Changes.between(Collections.singletonMap("gone", null), Map.of()).isEmpty()).isTrue();
		assertThat(Changes.between(Map.of(), Collections.singletonMap("come", null)).isEmpty()).isTrue();
	}

	@Test
	void valuesAreComparedByWhatTheyMean() { // S7
		Changes changes = Changes.between(Map.of("photo", new byte[] { 1 }, "price", new BigDecimal("1.0")),
				Map.of("photo", new byte[] { 1 }, "price", new BigDecimal("1.00")));
		assertThat(changes.isEmpty()).isTrue();
		assertThat(Changes.between(Map.of("photo", new byte[] { 1 }), Map.of("photo", new byte[] { 2 })).isEmpty())
			.isFalse();
	}

	@Test
	void valuesInArraysAreComparedAsThoseInMaps() { // S7
		Changes.Comparison store = new Changes.Comparison() {

			@Override
			public boolean isVersion(String attribute) {
				return attribute.equals("version");
			}

		};
		String[] names = { "status", "note", "total", "version" };
		Object[] before = { "NEW", null, 5, 1 };
		Object[] after = { "PAID", null, 5, 2 };
		Changes changes = Changes.between(names, before, after, store);
		assertThat(changes).isEqualTo(Changes.between(byName(names, before), byName(names, after), store));
		assertThat(changes.attributes()).containsExactly("status", "version");
		assertThat(changes.before("status")).isEqualTo("NEW");
		assertThat(changes.after("version")).isEqualTo(2);
		assertThat(changes.after("total")).isNull();
		assertThat(changes.contains("note")).isFalse();
		assertThat(changes.isVersionOnly()).isFalse();
		Changes back = Changes.between(names, after, before, store);
		assertThat(changes.then(back).isEmpty()).isTrue();
		assertThat(Changes.between(new String[] { "version" }, new Object[] { 1 }, new Object[] { 2 }, store)
			.isVersionOnly()).isTrue();
		assertThat(Changes.between(names, before, before, store)).isEqualTo(Changes.none());
	}

	private static Map<String, Object> byName(String[] names, Object[] values) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		for (int i = 0; i < names.length; i++) {
			attributes.put(names[i], values[i]);
		}
		return attributes;
	}

	@Test
	void isImmutable() { // S7
		Map<String, Object> before = new HashMap<>(Map.of("status", "NEW"));
		Map<String, Object> after = new HashMap<>(Map.of("status", "PAID"));
		Changes changes = Changes.between(before, after);
		Changes creation = Changes.all(after);
		before.put("status", "CHANGED");
		after.put("status", "CHANGED");
		after.put("total", 1);
		assertThat(changes.before("status")).isEqualTo("NEW");
		assertThat(changes.after("status")).isEqualTo("PAID");
		assertThat(creation.after("status")).isEqualTo("PAID");
		assertThat(creation.attributes()).containsExactly("status");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> changes.attributes().remove("status"));
	}

	@Test
	void everyAttributeOfACreationCountsAsChanged() { // S7
		Changes changes = Changes.all(Map.of("status", "NEW"));
		assertThat(changes.attributes()).containsExactly("status");
		assertThat(changes.contains("status")).isTrue();
		assertThat(changes.contains("notReadYet")).isTrue();
		assertThat(changes.before("status")).isNull();
		assertThat(changes.after("status")).isEqualTo("NEW");
		assertThat(Changes.all(Map.of()).isEmpty()).isFalse();
	}

	@Test
	void anEmbeddedValueHasChangedWhenOneOfItsAttributesHas() { // S7
		Changes changes = Changes.between(Map.of("address.city", "Rome"), Map.of("address.city", "Oslo"));
		assertThat(changes.contains("address")).isTrue();
		assertThat(changes.contains("address.city")).isTrue();
		assertThat(changes.contains("addr")).isFalse();
		assertThat(changes.contains("address.street")).isFalse();
	}

	@Test
	void theNetGoesFromTheFirstOldValueToTheLastNewOne() { // S10
		Changes net = Changes.between(Map.of("a", 1, "b", 1), Map.of("a", 2, "b", 1))
			.then(Changes.between(Map.of("a", 2, "b", 1), Map.of("a", 3, "b", 5)));
		assertThat(net.attributes()).containsExactlyInAnyOrder("a", "b");
		assertThat(net.before("a")).isEqualTo(1);
		assertThat(net.after("a")).isEqualTo(3);
		assertThat(net.before("b")).isEqualTo(1);
		assertThat(net.after("b")).isEqualTo(5);
	}

	@Test
	void whatCameBackToItsOldValueIsNoChange() { // S10
		Changes there = Changes.between(Map.of("a", 1), Map.of("a", 2));
		Changes back = Changes.between(Map.of("a", 2), Map.of("a", 1));
		assertThat(there.then(back).isEmpty()).isTrue();
	}

	@Test
	void theNetOfACreationHasItsLastValuesAndNoOldOnes() { // S10
		Changes net = Changes.all(Map.of("a", 1, "b", 1)).then(Changes.between(Map.of("a", 1), Map.of("a", 2)));
		assertThat(net.contains("b")).isTrue();
		assertThat(net.before("a")).isNull();
		assertThat(net.after("a")).isEqualTo(2);
		assertThat(net.after("b")).isEqualTo(1);
	}

	@Test
	void theNetOfNothingIsTheOther() { // S10
		Changes changes = Changes.between(Map.of("a", 1), Map.of("a", 2));
		assertThat(changes.then(Changes.none())).isEqualTo(changes).hasSameHashCodeAs(changes);
		assertThat(Changes.none().then(changes)).isEqualTo(changes);
		assertThat(changes).isNotEqualTo(Changes.none());
	}

	@Test
	void printsNamesAndNoValues() { // S20
		assertThat(Changes.between(Map.of("card", "4111"), Map.of("card", "4222"))).hasToString("changes[card]");
		assertThat(Changes.all(Map.of("card", "4111")).toString()).doesNotContain("4111");
	}

}
