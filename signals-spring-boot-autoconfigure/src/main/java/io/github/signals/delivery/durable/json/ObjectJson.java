package io.github.signals.delivery.durable.json;

import java.io.Serial;
import java.math.BigDecimal;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.introspect.MixInResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.core.ResolvableType;

/**
 * Writes objects of the application's own classes as JSON. What the application has
 * taught its mapper about classes is known here too (modules, mix-ins), but none of its
 * settings, which may differ from node to node and from version to version.
 */
final class ObjectJson {

	private final JsonMapper application;

	private final JsonMapper mapper;

	private final JacksonTypes types;

	private final ValueComparison comparison;

	ObjectJson(JsonMapper application) {
		this.application = application.rebuild().deactivateDefaultTyping().build();
		this.mapper = JsonMapper.builder()
			.addModules(application.registeredModules())
			.mixInOverrides(new MixIns(application.serializationConfig()))
			.subtypeResolver(application.serializationConfig().getSubtypeResolver())
			.handlerInstantiator(application.serializationConfig().getHandlerInstantiator())
			.filterProvider(application.serializationConfig().getFilterProvider())
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.nodeFactory(new ExactNumbers())
			.defaultTimeZone(TimeZone.getTimeZone("UTC"))
			.build();
		this.types = new JacksonTypes(this.mapper);
		this.comparison = new ValueComparison(this.mapper);
	}

	JavaType type(ResolvableType type) {
		TypeFactory factory = this.mapper.getTypeFactory();
		if (type.isArray()) {
			return factory.constructArrayType(type(type.getComponentType()));
		}
		Class<?> raw = type.resolve(Object.class);
		// A bound may name itself, which would never end.
		if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
			return factory.constructType(raw);
		}
		JavaType[] generics = Stream.of(type.getGenerics()).map(this::type).toArray(JavaType[]::new);
		return factory.constructParametricType(raw, generics);
	}

	/**
	 * Return why JSON cannot tell what the objects of a type are, or {@code null} if it
	 * can.
	 */
	@Nullable String obstacle(JavaType type) {
		return this.types.obstacle(type, (part) -> false);
	}

	/**
	 * Return where objects in values of a type have an entity, which JSON would tell with
	 * all of its values, or {@code null} if they have none.
	 */
	@Nullable String entityIn(@Nullable ValueType type, Predicate<Class<?>> entities) {
		if (type == null) {
			return null;
		}
		JavaType json = type.json();
		if (json != null) {
			return this.types.obstacle(json, entities);
		}
		String key = entityIn(type.key(), entities);
		return (key != null) ? key : entityIn(type.element(), entities);
	}

	/**
	 * Write an object, and see that it comes back.
	 */
	String write(Object value, JavaType type) {
		String text;
		Object read;
		try {
			text = this.mapper.writerFor(type).writeValueAsString(value);
			read = this.mapper.readValue(text, type);
		}
		catch (RuntimeException ex) {
			throw new UnwritableValueException("a " + value.getClass().getName()
					+ ", which Jackson cannot write and read back: " + ex.getClass().getSimpleName());
		}
		if (!this.comparison.isSame(value, read)) {
			throw new UnwritableValueException(
					"a " + value.getClass().getName() + ", which Jackson reads back as a different value");
		}
		return text;
	}

	boolean isSame(@Nullable Object value, @Nullable Object read) {
		return this.comparison.isSame(value, read);
	}

	@Nullable Object read(String text, JavaType type) {
		return this.mapper.readValue(text, type);
	}

	/**
	 * Read what was written while the application's own mapper did it.
	 */
	@Nullable Object readOld(String text, JavaType type) {
		return this.application.readValue(text, type);
	}

	/**
	 * Numbers of JSON as they are: doubles where nothing is lost, as an application reads
	 * them too.
	 */
	private static final class ExactNumbers extends JsonNodeFactory {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		public ValueNode numberNode(BigDecimal number) {
			double binary = number.doubleValue();
			boolean exact = Double.isFinite(binary) && new BigDecimal(Double.toString(binary)).equals(number);
			return exact ? numberNode(binary) : super.numberNode(number);
		}

	}

	/**
	 * The mix-ins of the application.
	 *
	 * @param config what has them
	 */
	private record MixIns(SerializationConfig config) implements MixInResolver {

		@Override
		public @Nullable Class<?> findMixInClassFor(Class<?> type) {
			return this.config.findMixInClassFor(type);
		}

		@Override
		public boolean hasMixIns() {
			return this.config.hasMixIns();
		}

		@Override
		public MixInResolver snapshot() {
			return this;
		}

	}

}
