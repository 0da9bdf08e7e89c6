package io.github.signals.delivery.durable;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import io.github.signals.dispatch.StoredEntities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The sweep over types of values: each is read as an equal value of the same type.
 */
class TypedJsonTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final TypedJson json = new TypedJson(this.mapper, new People(), getClass().getClassLoader());

	static Stream<Object> values() {
		Instant instant = Instant.parse("2026-01-02T03:04:05.123456789Z");
		Map<String, Object> nested = new LinkedHashMap<>();
		nested.put("a", List.of(1L, new BigDecimal("1.10")));
		nested.put("b", null);
		return Stream.of("text \u00e9 \"quoted\"", "", true, false, 1, Integer.MIN_VALUE, 1L, Long.MAX_VALUE, (short) 2,
				(byte) -3, 'c', 1.5, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, 2.5f, new BigDecimal("1.500"),
				new BigDecimal("1E+30"), new BigInteger("123456789012345678901234567890"), UUID.randomUUID(), instant,
				LocalDate.of(2026, 2, 28), LocalTime.of(1, 2, 3, 4), LocalTime.MIDNIGHT, LocalDateTime.MIN,
				OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(5)), OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC),
				ZonedDateTime.ofInstant(instant, ZoneId.of("Europe/Berlin")), Duration.ofNanos(1234567890123L),
				Period.of(1, 2, 3), Year.of(2026), YearMonth.of(2026, 3), MonthDay.of(2, 29), ZoneId.of("Europe/Paris"),
				ZoneOffset.ofHours(-3), new Date(123), Timestamp.from(instant), java.sql.Date.valueOf("2026-01-02"),
				java.sql.Time.valueOf("03:04:05"), TimeZone.getTimeZone("America/New_York"), gregorian(),
				URI.create("https://example.org/a?b=c"), Locale.GERMANY, Currency.getInstance("EUR"), DayOfWeek.FRIDAY,
				TimeUnit.DAYS, WithBody.ONE, List.of(), List.of("a", 1, 2L), Arrays.asList("a", null),
				Set.of(UUID.randomUUID()), Map.of(DayOfWeek.MONDAY, List.of(Set.of(1))), nested,
				new TreeMap<>(Map.of("x", 1)), new Money(new BigDecimal("9.90"), Currency.getInstance("EUR")),
				new Person(7L));
	}

	private static GregorianCalendar gregorian() {
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
		calendar.setTimeInMillis(1234567890123L);
		return calendar;
	}

	static Stream<Object> arrays() {
		return Stream.of(new byte[] { 1, -1 }, new char[] { 'a', 'b' }, new int[] { 1, 2 }, new long[] { 1 },
				new boolean[] { true }, new String[] { "a", null }, new LocalDate[] { LocalDate.EPOCH },
				new double[][] { { 1.5 }, {} });
	}

	@ParameterizedTest
	@MethodSource("values")
	void readsAnEqualValueOfTheSameType(Object value) {
		Object read = roundTrip(value);
		assertThat(read).isEqualTo(value);
		if (!(value instanceof Collection) && !(value instanceof Map)) {
			assertThat(read).hasSameClassAs(value);
		}
	}

	@ParameterizedTest
	@MethodSource("arrays")
	void readsAnArrayOfTheSameElements(Object value) {
		assertThat(Objects.deepEquals(roundTrip(value), value)).isTrue();
	}

	@Test
	void readsNothingAsNothing() {
		assertThat(roundTrip(null)).isNull();
	}

	@Test
	void writesAnEntityAsItsIdentifier() {
		assertThat(write(new Person(7L))).isEqualTo("[\"entity:" + Person.class.getName() + "\",[\"long\",\"7\"]]");
	}

	@Test
	void refusesWhatCannotBeReadAgain() {
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(new Object()));
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(new Secret("secret")))
			.withMessageContaining(Secret.class.getName())
			.withMessageNotContaining("secret");
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(List.of(new Thread())))
			.withMessageContaining("java.lang.Thread");
	}

	private String write(@Nullable Object value) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = this.mapper.createGenerator(text)) {
			this.json.write(generator, value);
		}
		return text.toString();
	}

	private @Nullable Object roundTrip(@Nullable Object value) {
		String first = write(value);
		assertThat(write(value)).isEqualTo(first);
		return this.json.read(this.mapper.readTree(first));
	}

	enum WithBody {

		ONE {

			@Override
			int number() {
				return 1;
			}

		};

		abstract int number();

	}

	record Money(BigDecimal amount, Currency currency) {

	}

	record Person(Long id) {

	}

	static class Secret {

		private final String text;

		Secret(String text) {
			this.text = text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Secret that && that.text.equals(this.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	static class People implements StoredEntities {

		@Override
		public boolean isEntity(Class<?> type) {
			return type == Person.class;
		}

		@Override
		public Object identifier(Object instance) {
			return ((Person) instance).id();
		}

		@Override
		public Map<String, Object> state(Object instance) {
			return Map.of();
		}

		@Override
		public Object find(Class<?> type, Object id) {
			return new Person((Long) id);
		}

		@Override
		public boolean isGone(Class<?> type, Object id) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Object restore(Class<?> type, Object id, Map<String, ?> state) {
			return new Person((Long) id);
		}

	}

}
