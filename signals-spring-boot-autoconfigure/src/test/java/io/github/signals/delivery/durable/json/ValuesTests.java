package io.github.signals.delivery.durable.json;

import java.io.StringWriter;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.security.Principal;
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
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.Deque;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import io.github.signals.delivery.durable.Sheet;
import io.github.signals.dispatch.StoredEntities;
import io.github.signals.dispatch.StoredForm;
import io.github.signals.dispatch.StoredValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The sweep over types of values: each is read as an equal value of the same type.
 */
class ValuesTests {

	private static final Money EUROS = new Money(new BigDecimal("9.90"), Currency.getInstance("EUR"));

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final StoredEntities people = new People();

	private final ObjectJson objects = new ObjectJson(this.mapper);

	private final ValueTypes types = new ValueTypes(this.people, this.objects, (entity) -> Set.of(),
			List.of(Money.class, WithBody.class), () -> List.of(Principal.class));

	private final ValueWriter writer = new ValueWriter(this.types, this.objects, this.people);

	private final ValueReader reader = new ValueReader(this.types, this.objects, this.people, this::entity,
			(type, id) -> null);

	private @Nullable Class<?> entity(String name) {
		return name.equals(Person.class.getName()) ? Person.class : null;
	}

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
				java.sql.Time.valueOf("03:04:05"), new java.sql.Time(java.sql.Time.valueOf("03:04:05").getTime() + 67),
				TimeZone.getTimeZone("America/New_York"), gregorian(), URI.create("https://example.org/a?b=c"),
				Locale.GERMANY, Currency.getInstance("EUR"), DayOfWeek.FRIDAY, TimeUnit.DAYS, WithBody.ONE, List.of(),
				List.of("a", 1, 2L), Arrays.asList("a", null), Set.of(UUID.randomUUID()),
				Map.of(DayOfWeek.MONDAY, List.of(Set.of(1))), nested, new TreeMap<>(Map.of("x", 1)),
				new Money(new BigDecimal("9.90"), Currency.getInstance("EUR")), new Person(7L));
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
	void decodesAllButWhatIsLeftOut() {
		LazyValues omitted = lazy("{\"secret\":[\"omitted\",null],\"name\":\"a\"}");
		omitted.decode();
		assertThat(omitted.readable()).isEqualTo(Map.of("name", "a"));
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> omitted.get("secret"))
			.withMessageContainingAll("'secret'", Money.class.getName(), "signals.durable.omitted");
		LazyValues broken = lazy("{\"name\":[\"invented\",\"a\"]}");
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(broken::decode)
			.withMessageContaining("'name'");
	}

	private LazyValues lazy(String record) {
		return new LazyValues(Money.class, this.mapper.readTree(record), EntityValueTypes.UNKNOWN, this.reader,
				(name) -> name);
	}

	static Stream<Object> named() {
		return Stream.of(new ByConstructor("5f43a3a2e4b0"), ByMethod.parse("1.50"));
	}

	// As ObjectId and Decimal128 of MongoDB are
	@ParameterizedTest
	@MethodSource("named")
	void readsAValueThatIsItsText(Object value) {
		Scalar scalar = Scalar.ofText("named", value.getClass());
		assertThat(scalar.read(scalar.write(value))).isEqualTo(value).hasSameClassAs(value);
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
		return write(value, ValueType.OPEN);
	}

	private String write(@Nullable Object value, ValueType type) {
		StringWriter text = new StringWriter();
		try (JsonGenerator generator = this.mapper.createGenerator(text)) {
			this.writer.write(generator, value, type);
		}
		return text.toString();
	}

	private @Nullable Object read(String text, ValueType type) {
		return this.reader.read(this.mapper.readTree(text), type);
	}

	private @Nullable Object roundTrip(@Nullable Object value) {
		String first = write(value);
		assertThat(write(value)).isEqualTo(first);
		return read(first, ValueType.OPEN);
	}

	private ValueType valueType(Class<?> raw, Class<?>... generics) {
		return this.types.of((generics.length > 0) ? ResolvableType.forClassWithGenerics(raw, generics) : type(raw));
	}

	static Stream<Arguments> old() {
		return Stream.of(arguments("[\"long\",\"1\"]", Long.class, 1L),
				arguments("[\"decimal\",\"1E+30\"]", BigDecimal.class, new BigDecimal("1E+30")),
				arguments("[\"enum:java.time.DayOfWeek\",\"FRIDAY\"]", DayOfWeek.class, DayOfWeek.FRIDAY),
				arguments("[\"enum:org.example.Was\",\"ONE\"]", WithBody.class, WithBody.ONE),
				arguments("[\"json:org.example.Was\",\"{\\\"amount\\\":9.90,\\\"currency\\\":\\\"EUR\\\"}\"]",
						Money.class, EUROS),
				arguments("[\"json:" + Money.class.getName()
						+ "\",\"{\\\"amount\\\":9.90,\\\"currency\\\":\\\"EUR\\\"}\"]", Object.class, EUROS),
				arguments("[\"entity:" + Person.class.getName() + "\",[\"long\",\"7\"]]", Object.class, new Person(7L)),
				arguments("[\"sql-date\",\"" + java.sql.Date.valueOf("2026-01-02").getTime() + "\"]",
						java.sql.Date.class, java.sql.Date.valueOf("2026-01-02")),
				arguments("[\"sql-time\",\"7445000\"]", java.sql.Time.class, new java.sql.Time(7445000)),
				arguments("[\"timestamp\",\"2026-01-02T03:04:05.123456789Z\"]", Date.class,
						Timestamp.from(Instant.parse("2026-01-02T03:04:05.123456789Z"))),
				arguments("[\"array:[D\",[[\"array:double\",[[\"double\",\"1.5\"]]],[\"array:double\",[]]]]",
						double[][].class, new double[][] { { 1.5 }, {} }),
				arguments("[\"array:java.time.LocalDate\",[[\"date\",\"1970-01-01\"]]]", LocalDate[].class,
						new LocalDate[] { LocalDate.EPOCH }),
				arguments("[\"map\",[[[\"enum:java.time.DayOfWeek\",\"MONDAY\"],[\"list\",[[\"set\",[1]]]]]]]",
						Map.class, Map.of(DayOfWeek.MONDAY, List.of(Set.of(1)))));
	}

	// What was written before values had the types of the mapping
	@ParameterizedTest
	@MethodSource("old")
	void readsWhatWasWrittenBefore(String record, Class<?> type, Object value) {
		assertThat(Objects.deepEquals(read(record, valueType(type)), value)).isTrue();
	}

	@Test
	void leavesOutWhatTheMappingTells() {
		assertThat(write(DayOfWeek.FRIDAY, valueType(DayOfWeek.class))).isEqualTo("[\"enum\",\"FRIDAY\"]");
		assertThat(write(EUROS, valueType(Money.class))).startsWith("[\"object\",");
		assertThat(write(List.of(EUROS), valueType(List.class, Money.class))).startsWith("[\"list\",[[\"object\",");
		assertThat(write(new double[0][], valueType(double[][].class))).isEqualTo("[\"array\",[]]");
	}

	@Test
	void readsACollectionOfTheDeclaredType() {
		ValueType sorted = valueType(SortedSet.class, String.class);
		assertThat(read(write(new TreeSet<>(Set.of("b", "a")), sorted), sorted))
			.isEqualTo(new TreeSet<>(Set.of("a", "b")))
			.isInstanceOf(SortedSet.class);
		ValueType list = valueType(List.class, Money.class);
		assertThat(read(write(List.of(EUROS), list), list)).isEqualTo(List.of(EUROS));
		ValueType map = valueType(EnumMap.class, DayOfWeek.class, Money.class);
		assertThat(read(write(new EnumMap<>(Map.of(DayOfWeek.MONDAY, EUROS)), map), map))
			.isEqualTo(Map.of(DayOfWeek.MONDAY, EUROS))
			.isInstanceOf(EnumMap.class);
	}

	static Stream<Arguments> structures() {
		return Stream.of(arguments(Deque.class, List.of("b", "a")), arguments(Queue.class, List.of("b", "a")),
				arguments(ArrayDeque.class, List.of("b", "a")), arguments(BlockingQueue.class, List.of("b", "a")),
				arguments(LinkedList.class, List.of("b", "a")), arguments(NavigableSet.class, List.of("a", "b")),
				arguments(PriorityQueue.class, List.of("a", "b")), arguments(Vector.class, List.of("b", "a")),
				arguments(ConcurrentSkipListSet.class, List.of("a", "b")), arguments(Iterable.class, List.of("b", "a")),
				arguments(CopyOnWriteArrayList.class, List.of("b", "a")));
	}

	// What is recorded can be read
	@ParameterizedTest
	@MethodSource("structures")
	void readsWhatIsDeclaredAsACollectionOfAnyKind(Class<?> declared, List<String> elements) {
		ValueType type = valueType(declared, String.class);
		assertThat(type.problem()).isNull();
		Object read = read(write(elements, type), type);
		assertThat(read).isInstanceOf(declared);
		assertThat((Iterable<?>) Objects.requireNonNull(read)).map(String::valueOf).isEqualTo(elements);
	}

	static Stream<Class<?>> maps() {
		return Stream.of(SortedMap.class, NavigableMap.class, TreeMap.class, ConcurrentMap.class,
				ConcurrentNavigableMap.class, HashMap.class, IdentityHashMap.class, WeakHashMap.class);
	}

	@ParameterizedTest
	@MethodSource("maps")
	void readsWhatIsDeclaredAsAMapOfAnyKind(Class<?> declared) {
		ValueType type = valueType(declared, DayOfWeek.class, Integer.class);
		assertThat(type.problem()).isNull();
		Map<?, ?> map = (Map<?, ?>) read(write(Map.of(DayOfWeek.FRIDAY, 5), type), type);
		assertThat(map).isInstanceOf(declared);
		assertThat(Objects.requireNonNull(map).get(DayOfWeek.FRIDAY)).isEqualTo(5);
	}

	@Test
	void keepsTheOrderOfAComparator() {
		ValueType set = valueType(SortedSet.class, String.class);
		assertThat((Iterable<?>) read(write(new LinkedHashSet<>(List.of("b", "a")), set), set)).map(String::valueOf)
			.containsExactly("b", "a");
		ValueType prices = valueType(SortedSet.class, Money.class);
		assertThat(read(write(new LinkedHashSet<>(List.of(EUROS)), prices), prices)).isEqualTo(Set.of(EUROS));
		ValueType map = valueType(SortedMap.class, String.class, Integer.class);
		Map<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
		backwards.putAll(Map.of("a", 1, "b", 2));
		assertThat((Map<?, ?>) read(write(backwards, map), map)).isEqualTo(backwards)
			.extracting(Map::keySet)
			.asInstanceOf(InstanceOfAssertFactories.ITERABLE)
			.map(String::valueOf)
			.containsExactly("b", "a");
	}

	@Test
	void refusesACollectionThatNobodyCanCreate() {
		assertThat(valueType(ArrayBlockingQueue.class, String.class).problem())
			.contains("is a java.util.concurrent.ArrayBlockingQueue, which cannot be recreated");
		assertThat(valueType(AbstractList.class, String.class).problem()).isNull();
		assertThat(valueType(List.class, ArrayBlockingQueue.class).problem()).contains("ArrayBlockingQueue");
		ValueType queue = valueType(PriorityQueue.class, Money.class);
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(List.of(EUROS, EUROS), queue))
			.withMessageContainingAll("java.util.PriorityQueue", "ClassCastException");
	}

	static Stream<Arguments> converted() {
		return Stream.of(arguments("7", Long.class, 7L), arguments("7", long.class, 7L),
				arguments("[\"long\",\"7\"]", Integer.class, 7),
				arguments("7", BigDecimal.class, BigDecimal.valueOf(7)),
				arguments("[\"integer\",\"7\"]", Short.class, (short) 7),
				arguments("[\"float\",\"0.1\"]", Double.class, 0.1),
				arguments("[\"double\",\"0.25\"]", BigDecimal.class, new BigDecimal("0.25")),
				arguments("[\"long\",\"7\"]", Number.class, 7L));
	}

	@ParameterizedTest
	@MethodSource("converted")
	void readsANumberAsWhatTheAttributeIsByNow(String record, Class<?> type, Object value) {
		assertThat(read(record, valueType(type))).isEqualTo(value);
	}

	static Stream<Arguments> unreadable() {
		return Stream.of(arguments("[\"long\",\"5000000000\"]", Integer.class, "'long' that is out of range"),
				arguments("[\"decimal\",\"1.5\"]", Long.class, "'decimal' that is out of range"),
				arguments("[\"long\",\"16777217\"]", Float.class, "'long' that is out of range"),
				arguments("\"secret\"", Integer.class, "text"), arguments("7", String.class, "an int"),
				arguments("1.5", Double.class, "an unexpected kind of JSON"),
				arguments("{}", Object.class, "an unexpected kind of JSON"),
				arguments("[\"enum\",\"NONE\"]", DayOfWeek.class, "a constant that this version does not know"),
				arguments("[\"date\",\"secret\"]", LocalDate.class,
						"'date' that is malformed (DateTimeParseException)"),
				arguments("[\"invented\",\"secret\"]", Object.class, "'invented'"),
				arguments("[\"object\",\"{secret\"]", Money.class, "'object' that is malformed"),
				arguments("[\"json:java.lang.Thread\",\"{}\"]", Object.class, "'json:java.lang.Thread'"),
				arguments("[\"json:java.lang.Thread\",\"{}\"]", LocalDate.class, "'json:java.lang.Thread'"),
				arguments("[\"enum:java.lang.Thread$State\",\"NEW\"]", Object.class, "'enum:java.lang.Thread$State'"),
				arguments("[\"array:java.lang.Thread\",[]]", Object.class, "'array:java.lang.Thread'"),
				arguments("[\"entity:java.lang.Thread\",[\"long\",\"1\"]]", Object.class, "'entity:java.lang.Thread'"));
	}

	// S20, S23
	@ParameterizedTest
	@MethodSource("unreadable")
	void namesWhatItCannotReadAndNotTheValue(String record, Class<?> type, String found) {
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> read(record, valueType(type)))
			.withMessageContaining(found)
			.withMessageNotContaining("secret")
			.withMessageNotContaining("5000000000")
			.withMessageNotContaining("NONE")
			.withNoCause();
	}

	// S23
	@Test
	void refusesWhatNoMappingTells() {
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(Thread.State.NEW))
			.withMessageContainingAll("java.lang.Thread$State", "signals.durable.types");
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(
				() -> write(Map.of("thread", new Secret("secret")), valueType(Map.class, String.class, Object.class)))
			.withMessageContainingAll(Secret.class.getName(), "signals.durable.types");
	}

	// jobrunr/jobrunr #345: a UUID of a generic type was written as text
	@Test
	void writesValuesOfManyTypesWhereTheMappingLeavesThemOpen() {
		Map<String, Object> values = Map.of("price", new BigDecimal("1.10"), "id", UUID.randomUUID(), "at",
				Instant.EPOCH);
		ValueType type = valueType(Map.class, String.class, Object.class);
		assertThat(type.problem()).isNull();
		assertThat(read(write(values, type), type)).isEqualTo(values);
	}

	static Stream<Arguments> unclear() {
		return Stream.of(arguments(type(Sheet.Settings.class), "has 'values', which is a java.lang.Object"),
				arguments(type(Sheet.Drawing.class), "has 'shapes', which is a " + Sheet.Shape.class.getName()),
				arguments(ResolvableType.forClassWithGenerics(List.class, Sheet.Shape.class), "different classes"),
				arguments(type(Sheet.Named.class), "JSON contains class names"),
				arguments(type(Raw.class), "has 'list', which is a java.lang.Object"),
				arguments(type(Generic.class), "has 'value', which is a java.lang.Object"),
				arguments(type(Nested.class), "has 'inner', which has 'values', which is a java.lang.Object"),
				arguments(type(Unclear.class), "Jackson cannot instantiate"),
				arguments(type(Json.Plan.class),
						"has 'rooms', which may be a " + Json.Attic.class.getName()
								+ ", which has 'things', which is a java.lang.Object"),
				arguments(type(Json.Untold.class),
						"has 'shapes', which is a " + Sheet.Shape.class.getName()
								+ ", whose subtypes are not declared"),
				arguments(type(Json.Deduced.class), "may be a " + Json.Attic.class.getName()),
				arguments(type(Json.Wrapper.class), "is created from a value that is a java.lang.Object"),
				arguments(type(Json.Tags.class), "is created from a value that is a java.lang.Object"),
				arguments(type(Json.AnyField.class), "accepts any property, whose value is a java.lang.Object"),
				arguments(type(Json.AnyMethod.class), "accepts any property, whose value is a java.lang.Object"),
				arguments(type(Json.AnyComponent.class), "java.lang.Object"),
				arguments(type(Json.Unwrapped.class), "has 'settings', which has 'values'"),
				arguments(type(Json.External.class), "has 'room', which may be a " + Json.Attic.class.getName()),
				arguments(type(Json.Converted.class), "is created from a value that is a java.lang.Object"),
				arguments(type(Json.Twice.class), "has 'plain', which is a java.lang.Object"),
				arguments(type(Json.Keys.class), "has 'map', which has keys of java.lang.Object"),
				arguments(type(Json.Amount.class), "has 'number', which is a java.lang.Number"));
	}

	private static ResolvableType type(Class<?> raw) {
		return ResolvableType.forClass(raw);
	}

	// S23: by the type, whatever the first instance is
	@ParameterizedTest
	@MethodSource("unclear")
	void tellsByTheTypeWhatJsonCannotTell(ResolvableType type, String problem) {
		assertThat(this.types.of(type).problem()).contains(problem);
	}

	static Stream<ResolvableType> clear() {
		return Stream.of(type(Money.class), type(Sheet.Plan.class),
				ResolvableType.forClassWithGenerics(Generic.class, String.class), type(Tree.class),
				type(JsonNode.class), type(Calendar.class), type(Number.class), type(Map.class), type(Person.class),
				ResolvableType.forClassWithGenerics(List.class, Money.class), type(Perhaps.class),
				type(Json.Named.class), type(Json.Email.class), type(Json.Labels.class), type(Json.TwiceClear.class),
				type(Json.Loop.class), type(Json.Sealed.class));
	}

	static Stream<ResolvableType> endless() {
		return Stream.of("self", "rawSelf", "items", "kinds")
			.map((name) -> ResolvableType.forField(field(Json.Endless.class, name)));
	}

	private static Field field(Class<?> type, String name) {
		return Objects.requireNonNull(ReflectionUtils.findField(type, name));
	}

	@ParameterizedTest
	@MethodSource("endless")
	void looksAtATypeThatIsBoundedByItself(ResolvableType type) {
		assertThat(this.types.of(type).declared()).isEqualTo(type.resolve());
	}

	@ParameterizedTest
	@MethodSource("clear")
	void tellsByTheTypeWhatJsonCanTell(ResolvableType type) {
		assertThat(this.types.of(type).problem()).isNull();
	}

	@Test
	void refusesAValueThatComesBackAsAnotherOne() {
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(new Half(1, 2), valueType(Half.class)))
			.withMessageContainingAll(Half.class.getName(), "reads back as a different value");
		assertThat(read(write(new Half(1, null), this.types.of(type(Half.class))), this.types.of(type(Half.class))))
			.isEqualTo(new Half(1, null));
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(new SimpleTimeZone(60_000, "of a ship")));
	}

	@Test
	void comparesTheComponentsOfARecord() {
		Attachment value = new Attachment("a", new byte[] { 1, 2 }, List.of(new Item("x")));
		ValueType type = this.types.of(type(Attachment.class));
		Attachment read = (Attachment) Objects.requireNonNull(read(write(value, type), type));
		assertThat(read.content()).isEqualTo(value.content());
		assertThat(read.items()).singleElement().extracting("name").isEqualTo("x");
	}

	// Members without equals and hashCode come in any order
	@Test
	void comparesTheMembersOfASetInAnyOrder() {
		ValueType type = this.types.of(type(Items.class));
		Items value = new Items(Stream.of("a", "b", "c", "d", "e", "f").map(Item::new).collect(Collectors.toSet()));
		Items read = (Items) Objects.requireNonNull(read(write(value, type), type));
		assertThat(read.items()).extracting("name").containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
	}

	@Test
	void refusesASetAMemberOfWhichComesBackAsAnotherOne() {
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(new HalfSet(Set.of(new Half(1, null), new Half(2, 3))), valueType(HalfSet.class)))
			.withMessageContaining("reads back as a different value");
	}

	@Test
	void writesAValueItselfWhoseConverterOnlyWrites() {
		Form form = new Form(String.class, (value) -> "hash", (stored) -> {
			throw new IllegalArgumentException("Cannot read " + stored);
		});
		assertThat(write("abc", ValueType.of(String.class).withForm(form))).isEqualTo("\"abc\"");
		ValueType unclear = this.types.of(type(Sheet.Settings.class)).withForm(form);
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(new Sheet.Settings(Map.of()), unclear))
			.withMessageContainingAll(Sheet.Settings.class.getName(), "converter")
			.withMessageNotContaining("hash");
	}

	@Test
	void writesTheEnumThatAConverterStores() {
		ValueType type = ValueType.of(String.class)
			.withForm(new Form(Own.class, (value) -> Own.valueOf((String) value), String::valueOf));
		assertThat(write("ONE", type)).isEqualTo("[\"converted\",[\"enum\",\"ONE\"]]");
		assertThat(read("[\"converted\",[\"enum\",\"ONE\"]]", type)).isEqualTo("ONE");
	}

	static Stream<Arguments> lost() {
		return Stream.of(arguments(new Outer(new Half(1, 2)), Outer.class),
				arguments(new Halves(List.of(new Half(1, 2))), Halves.class),
				arguments(new HalfMap(Map.of("a", new Half(1, 2))), HalfMap.class));
	}

	@ParameterizedTest
	@MethodSource("lost")
	void refusesAValueAPartOfWhichComesBackAsAnotherOne(Object value, Class<?> type) {
		assertThatExceptionOfType(UnwritableValueException.class).isThrownBy(() -> write(value, valueType(type)))
			.withMessageContaining("reads back as a different value");
	}

	static Stream<JsonNode> json() {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		return Stream.of(JsonMapper.shared().readTree("{\"a\":[1.10,null,5000000000,1e300]}"),
				nodes.numberNode(new BigDecimal("1.00")), nodes.numberNode(new BigDecimal("1E+3")),
				nodes.numberNode(new BigDecimal("0.1")), nodes.numberNode(1.0), nodes.numberNode(1e30),
				nodes.numberNode(0.1f), nodes.numberNode(new BigDecimal("12345678901234567890.12345678901234567890")),
				nodes.objectNode().put("price", new BigDecimal("9.90")), nodes.numberNode(7L));
	}

	// What has the same JSON is the same, however a number is kept
	@ParameterizedTest
	@MethodSource("json")
	void readsJsonWithoutLoss(JsonNode value) {
		ValueType type = this.types.of(type(JsonNode.class));
		assertThat(String.valueOf(read(write(value, type), type))).isEqualTo(value.toString());
		ValueType record = this.types.of(type(Json.Document.class));
		Json.Document read = (Json.Document) read(write(new Json.Document(value), record), record);
		assertThat(Objects.requireNonNull(read).json().toString()).isEqualTo(value.toString());
	}

	@Test
	void readsANumberOfJsonAsTheOneThatTheApplicationReads() {
		JsonNode value = JsonMapper.shared().readTree("{\"a\":[1.5,1e300,0.1,7]}");
		ValueType type = this.types.of(type(JsonNode.class));
		assertThat(read(write(value, type), type)).isEqualTo(value);
	}

	@Test
	void refusesJsonThatComesBackAsAnotherOne() {
		ValueType type = this.types.of(type(JsonNode.class));
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(JsonNodeFactory.instance.numberNode(Double.NaN), type));
		assertThatExceptionOfType(UnwritableValueException.class)
			.isThrownBy(() -> write(JsonNodeFactory.instance.pojoNode(new Half(1, 2)), type));
	}

	@SuppressWarnings("rawtypes")
	record Raw(List list) {

	}

	record Generic<T>(T value) {

	}

	record Nested(Sheet.Settings inner) {

	}

	record Tree(List<Tree> children) {

	}

	record Perhaps(Optional<Money> money) {

	}

	record Attachment(String name, byte[] content, List<Item> items) {

	}

	static class Item {

		public String name = "";

		Item() {
		}

		Item(String name) {
			this.name = name;
		}

	}

	record Half(Integer written, @JsonIgnore @Nullable Integer forgotten) {

	}

	record Outer(Half half) {

	}

	record Items(Set<Item> items) {

	}

	record HalfSet(Set<Half> halves) {

	}

	enum Own {

		ONE

	}

	record Form(Class<?> type, Function<Object, Object> store, Function<Object, Object> restore) implements StoredForm {

		@Override
		public Object store(Object value) {
			return this.store.apply(value);
		}

		@Override
		public Object restore(Object stored) {
			return this.restore.apply(stored);
		}

	}

	record Halves(List<Half> halves) {

	}

	record HalfMap(Map<String, Half> halves) {

	}

	static class Unclear {

		Unclear(int one, int two) {
		}

		Unclear(int one, int two, int three) {
		}

	}

	public record ByConstructor(String text) {

		@Override
		public String toString() {
			return this.text;
		}

	}

	public static final class ByMethod {

		private final BigDecimal number;

		private ByMethod(BigDecimal number) {
			this.number = number;
		}

		public static ByMethod parse(String text) {
			return new ByMethod(new BigDecimal(text));
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof ByMethod that && that.number.equals(this.number);
		}

		@Override
		public int hashCode() {
			return this.number.hashCode();
		}

		@Override
		public String toString() {
			return this.number.toString();
		}

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
		public Collection<Class<?>> types() {
			return List.of(Person.class);
		}

		@Override
		public @Nullable StoredValues values(Class<?> type) {
			return null;
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
