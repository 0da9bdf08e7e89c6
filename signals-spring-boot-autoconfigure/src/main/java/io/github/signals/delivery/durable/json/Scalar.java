package io.github.signals.delivery.durable.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Timestamp;
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
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A type whose values are written as text.
 *
 * @param tag the name of the type in records, never to be changed
 * @param type the class
 * @param writer what makes text of a value
 * @param reader what makes a value of text
 */
record Scalar(String tag, Class<?> type, Function<Object, String> writer, Function<String, Object> reader) {

	private static final Map<Class<?>, Scalar> BY_TYPE = new LinkedHashMap<>();

	private static final Map<String, Scalar> BY_TAG = new LinkedHashMap<>();

	/** Value types of MongoDB, by their names in records. */
	static final Map<String, String> OPTIONAL = Map.of("object-id", "org.bson.types.ObjectId", "decimal128",
			"org.bson.types.Decimal128");

	/** Not each of their values has a name. */
	private static final Set<Class<?>> PARTLY_TEXT = Set.of(Locale.class, TimeZone.class, ZoneId.class);

	static {
		add("long", Long.class, Long::valueOf);
		add("short", Short.class, Short::valueOf);
		add("byte", Byte.class, Byte::valueOf);
		add("double", Double.class, Double::valueOf);
		add("float", Float.class, Float::valueOf);
		add("char", Character.class, (text) -> text.charAt(0));
		add("decimal", BigDecimal.class, BigDecimal::new);
		add("integer", BigInteger.class, BigInteger::new);
		add("uuid", UUID.class, UUID::fromString);
		add("bytes", byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
		add("chars", char[].class, String::valueOf, String::toCharArray);
		addTimes();
		addDates();
		add("uri", URI.class, URI::create);
		add("url", URL.class, Scalar::url);
		add("locale", Locale.class, Locale::toLanguageTag, Locale::forLanguageTag);
		add("currency", Currency.class, Currency::getInstance);
		OPTIONAL.forEach(Scalar::addIfPresent);
	}

	private static void addTimes() {
		add("instant", Instant.class, Instant::parse);
		add("date", LocalDate.class, LocalDate::parse);
		add("time", LocalTime.class, LocalTime::parse);
		add("datetime", LocalDateTime.class, LocalDateTime::parse);
		add("offset-datetime", OffsetDateTime.class, OffsetDateTime::parse);
		add("offset-time", OffsetTime.class, OffsetTime::parse);
		add("zoned-datetime", ZonedDateTime.class, ZonedDateTime::parse);
		add("duration", Duration.class, Duration::parse);
		add("period", Period.class, Period::parse);
		add("year", Year.class, Year::parse);
		add("year-month", YearMonth.class, YearMonth::parse);
		add("month-day", MonthDay.class, MonthDay::parse);
		add("zone", ZoneId.class, ZoneId::getId, ZoneId::of);
	}

	private static void addDates() {
		add("util-date", Date.class, (date) -> Long.toString(date.getTime()), (text) -> new Date(Long.parseLong(text)));
		add("timestamp", Timestamp.class, (time) -> time.toInstant().toString(),
				(text) -> Timestamp.from(Instant.parse(text)));
		addOld("sql-date", java.sql.Date.class, (text) -> new java.sql.Date(Long.parseLong(text)));
		addOld("sql-time", java.sql.Time.class, (text) -> new java.sql.Time(Long.parseLong(text)));
		add("sql-day", java.sql.Date.class, (date) -> date.toLocalDate().toString(),
				(text) -> java.sql.Date.valueOf(LocalDate.parse(text)));
		add("sql-clock", java.sql.Time.class, (time) -> clock(time).toString(), (text) -> time(LocalTime.parse(text)));
		add("time-zone", TimeZone.class, TimeZone::getID, TimeZone::getTimeZone);
		add("calendar", GregorianCalendar.class,
				(calendar) -> calendar.getTimeInMillis() + " " + calendar.getTimeZone().getID(), Scalar::calendar);
	}

	/**
	 * Add a type of MongoDB, which JSON would write as its parts and could not read.
	 */
	private static void addIfPresent(String tag, String className) {
		ClassLoader classLoader = Scalar.class.getClassLoader();
		if (ClassUtils.isPresent(className, classLoader)) {
			add(ofText(tag, ClassUtils.resolveClassName(className, classLoader)));
		}
	}

	/**
	 * Return the scalar of a class with a method {@code parse} or a constructor that
	 * reads what {@code toString} has written.
	 */
	static Scalar ofText(String tag, Class<?> type) {
		Method parse = ClassUtils.getMethodIfAvailable(type, "parse", String.class);
		Constructor<?> constructor = ClassUtils.getConstructorIfAvailable(type, String.class);
		if (parse != null) {
			return new Scalar(tag, type, Object::toString,
					(text) -> Objects.requireNonNull(ReflectionUtils.invokeMethod(parse, null, text)));
		}
		Assert.state(constructor != null, () -> type.getName() + " cannot be read from text");
		return new Scalar(tag, type, Object::toString, (text) -> BeanUtils.instantiateClass(constructor, text));
	}

	private static <T> void add(String tag, Class<T> type, Function<String, T> reader) {
		add(tag, type, Object::toString, reader);
	}

	private static <T> void add(String tag, Class<T> type, Function<T, String> writer, Function<String, T> reader) {
		add(new Scalar(tag, type, (value) -> writer.apply(type.cast(value)), reader::apply));
	}

	private static void add(Scalar scalar) {
		BY_TYPE.put(scalar.type(), scalar);
		BY_TAG.put(scalar.tag(), scalar);
	}

	/**
	 * Have what was written once be read for ever: as an instant, which was another day
	 * or hour in another time zone.
	 */
	private static <T> void addOld(String tag, Class<T> type, Function<String, T> reader) {
		BY_TAG.put(tag, new Scalar(tag, type, Object::toString, reader::apply));
	}

	private static LocalTime clock(java.sql.Time time) {
		return time.toLocalTime().plusNanos(TimeUnit.MILLISECONDS.toNanos(Math.floorMod(time.getTime(), 1000L)));
	}

	private static java.sql.Time time(LocalTime clock) {
		return new java.sql.Time(java.sql.Time.valueOf(clock).getTime() + clock.getNano() / 1_000_000);
	}

	private static GregorianCalendar calendar(String text) {
		int space = text.indexOf(' ');
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(text.substring(space + 1)));
		calendar.setTimeInMillis(Long.parseLong(text.substring(0, space)));
		return calendar;
	}

	private static URL url(String text) {
		try {
			return URI.create(text).toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Find the scalar of a class.
	 */
	static @Nullable Scalar of(Class<?> type) {
		Scalar scalar = BY_TYPE.get(type);
		if (scalar == null && ZoneId.class.isAssignableFrom(type)) {
			return BY_TYPE.get(ZoneId.class);
		}
		if (type == Calendar.class) {
			return BY_TYPE.get(GregorianCalendar.class);
		}
		return (scalar == null && TimeZone.class.isAssignableFrom(type)) ? BY_TYPE.get(TimeZone.class) : scalar;
	}

	/**
	 * Find the scalar that a record names.
	 */
	static @Nullable Scalar of(String tag) {
		return BY_TAG.get(tag);
	}

	/**
	 * Return the classes whose values are written as text.
	 */
	static Set<Class<?>> types() {
		return Collections.unmodifiableSet(BY_TYPE.keySet());
	}

	String write(Object value) {
		String text = this.writer.apply(value);
		if (PARTLY_TEXT.contains(this.type) && !value.equals(read(text))) {
			throw new UnwritableValueException(
					"a " + value.getClass().getName() + " that cannot be restored from its text");
		}
		return text;
	}

	Object read(String text) {
		return this.reader.apply(text);
	}

}
