package io.github.signals.delivery.durable;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.introspect.MixInResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Writes objects of the application's own classes as JSON. What the application has
 * taught its mapper about classes is known here too (modules, mix-ins), but none of its
 * settings, which may differ from node to node and from version to version.
 */
final class ObjectJson {

	private final JsonMapper application;

	private final JsonMapper mapper;

	private final JacksonTypes types;

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
			.defaultTimeZone(TimeZone.getTimeZone("UTC"))
			.build();
		this.types = new JacksonTypes(this.mapper);
	}

	JavaType type(ResolvableType type) {
		TypeFactory factory = this.mapper.getTypeFactory();
		if (type.isArray()) {
			return factory.constructArrayType(type(type.getComponentType()));
		}
		Class<?> raw = type.resolve(Object.class);
		JavaType[] generics = new JavaType[type.getGenerics().length];
		for (int i = 0; i < generics.length; i++) {
			generics[i] = type(type.getGeneric(i));
		}
		return (generics.length > 0) ? factory.constructParametricType(raw, generics) : factory.constructType(raw);
	}

	/**
	 * Return why JSON cannot tell what the objects of a type are, or {@code null} if it
	 * can.
	 */
	@Nullable String obstacle(JavaType type) {
		return this.types.obstacle(type);
	}

	/**
	 * Write an object, and see that it comes back.
	 */
	String write(Object value, JavaType type) {
		String text;
		Object read;
		try {
			text = text(value, type);
			read = this.mapper.readValue(text, type);
		}
		catch (RuntimeException ex) {
			throw new UnwritableValueException("a " + value.getClass().getName()
					+ ", which Jackson cannot write and read: " + ex.getClass().getSimpleName());
		}
		if (!isSame(value, text, read, type)) {
			throw new UnwritableValueException(
					"a " + value.getClass().getName() + ", which Jackson reads as another value");
		}
		return text;
	}

	private String text(@Nullable Object value, JavaType type) {
		return this.mapper.writerFor(type).writeValueAsString(value);
	}

	private boolean isSame(Object value, String text, @Nullable Object read, JavaType type) {
		if (Objects.equals(value, read)) {
			return true;
		}
		if (read == null || read.getClass() != value.getClass()) {
			return false;
		}
		if (value.getClass().isRecord()) {
			return haveSameComponents(value, read);
		}
		boolean byText = value instanceof JsonNode || !hasEquals(value.getClass()) && !text.equals("{}");
		return byText && text.equals(text(read, type));
	}

	/**
	 * Compare the components of records, which may have no {@code equals} themselves.
	 */
	private boolean haveSameComponents(Object value, Object read) {
		for (RecordComponent component : value.getClass().getRecordComponents()) {
			ReflectionUtils.makeAccessible(component.getAccessor());
			Object one = ReflectionUtils.invokeMethod(component.getAccessor(), value);
			Object other = ReflectionUtils.invokeMethod(component.getAccessor(), read);
			if (!Objects.deepEquals(one, other) && (one == null || other == null
					|| !this.mapper.writeValueAsString(one).equals(this.mapper.writeValueAsString(other)))) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasEquals(Class<?> type) {
		Method equals = ReflectionUtils.findMethod(type, "equals", Object.class);
		return equals != null && equals.getDeclaringClass() != Object.class;
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
