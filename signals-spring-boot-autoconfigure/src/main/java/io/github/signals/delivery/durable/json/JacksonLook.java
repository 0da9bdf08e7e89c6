package io.github.signals.delivery.durable.json;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.impl.AsDeductionTypeDeserializer;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.ClassUtil;

/**
 * One look at how Jackson reads a type and its parts, for the first obstacle. A
 * deserializer of the application's own is trusted.
 */
final class JacksonLook {

	private final DeserializationContext context;

	private final DeserializationConfig config;

	private final Predicate<Class<?>> entities;

	private final Set<List<?>> seen = new HashSet<>();

	/**
	 * Create a look.
	 * @param context how Jackson reads
	 * @param entities tells the classes that are an obstacle wherever they are
	 */
	JacksonLook(DeserializationContext context, Predicate<Class<?>> entities) {
		this.entities = entities;
		this.context = context;
		this.config = context.getConfig();
	}

	@Nullable String at(JavaType type, String where) {
		return at(type, typeInfo(type), deserializer(type), null, where);
	}

	private @Nullable TypeDeserializer typeInfo(JavaType type) {
		return (type.getTypeHandler() instanceof TypeDeserializer own) ? own : this.context.findTypeDeserializer(type);
	}

	private ValueDeserializer<?> deserializer(JavaType type) {
		return (type.getValueHandler() instanceof ValueDeserializer<?> own) ? own
				: this.context.findContextualValueDeserializer(type, null);
	}

	/**
	 * Look at what has a type.
	 * @param type the type
	 * @param typeInfo how its classes are told apart
	 * @param deserializer what reads it, where they are not
	 * @param member what may have annotations about it
	 * @param where how to say where it is
	 */
	private @Nullable String at(JavaType type, @Nullable TypeDeserializer typeInfo, ValueDeserializer<?> deserializer,
			@Nullable AnnotatedMember member, String where) {
		return (typeInfo != null && typeInfo.getTypeIdResolver() != null) ? atSubtypes(type, typeInfo, member, where)
				: atOne(type, deserializer, member, where);
	}

	private @Nullable String atSubtypes(JavaType type, TypeDeserializer typeInfo, @Nullable AnnotatedMember member,
			String where) {
		JsonTypeInfo.Id mechanism = typeInfo.getTypeIdResolver().getMechanism();
		if (mechanism == JsonTypeInfo.Id.CUSTOM) {
			return null;
		}
		boolean named = mechanism == JsonTypeInfo.Id.CLASS || mechanism == JsonTypeInfo.Id.MINIMAL_CLASS;
		if (named && !(typeInfo instanceof AsDeductionTypeDeserializer)) {
			return where + isA(type) + ", whose JSON contains class names: use JsonTypeInfo.Id.NAME";
		}
		List<Class<?>> classes = subtypes(type, typeInfo, member);
		return classes.isEmpty() ? where + isA(type) + ", whose subtypes are not declared: use @JsonSubTypes"
				: first(classes.stream().map((subtype) -> atSubtype(type, subtype, where)));
	}

	private List<Class<?>> subtypes(JavaType type, TypeDeserializer typeInfo, @Nullable AnnotatedMember member) {
		Stream<Class<?>> named = this.config.getSubtypeResolver()
			.collectAndResolveSubtypesByTypeId(this.config, member, type)
			.stream()
			.map(NamedType::getType);
		return Stream.concat(named, Stream.ofNullable(typeInfo.getDefaultImpl()))
			.filter((subtype) -> subtype != Object.class && !Modifier.isAbstract(subtype.getModifiers()))
			.distinct()
			.toList();
	}

	private @Nullable String atSubtype(JavaType type, Class<?> subtype, String where) {
		JavaType special = this.context.constructSpecializedType(type, subtype);
		return atOne(special, deserializer(special), null, where + "may be a " + subtype.getTypeName() + ", which ");
	}

	private @Nullable String atOne(JavaType type, ValueDeserializer<?> deserializer, @Nullable AnnotatedMember member,
			String where) {
		if (type.isTypeOrSubTypeOf(JsonNode.class) || !isNew(type, deserializer)) {
			return null;
		}
		if (this.entities.test(type.getRawClass())) {
			return where + isA(type) + ", an entity";
		}
		if (type.hasRawClass(Class.class) || deserializer instanceof UnsupportedTypeDeserializer) {
			return where + isA(type);
		}
		if (isOfSeveralClasses(type, deserializer)) {
			return where + isA(type) + ", whose instances can be of different classes";
		}
		if (deserializer instanceof StdConvertingDeserializer<?> converting) {
			return atConverted(converting.getDelegatee(), where);
		}
		return (deserializer instanceof BeanDeserializerBase bean) ? atBean(bean, where)
				: atContent(type, deserializer, member, where);
	}

	/**
	 * Return whether a type is read in a way that was not looked at: annotations at a
	 * property change that, too.
	 */
	private boolean isNew(JavaType type, ValueDeserializer<?> deserializer) {
		ValueDeserializer<?> content = (deserializer instanceof ContainerDeserializerBase<?> container)
				? container.getContentDeserializer() : null;
		return this.seen.add(Arrays.asList(type, deserializer.getClass(), (content != null) ? content.getClass() : null,
				deserializer.getKnownPropertyNames()));
	}

	private static boolean isOfSeveralClasses(JavaType type, ValueDeserializer<?> deserializer) {
		return deserializer.logicalType() == LogicalType.Untyped || deserializer instanceof AbstractDeserializer
				|| type.hasRawClass(Number.class) && ClassUtil.isJacksonStdImpl(deserializer);
	}

	private @Nullable String atConverted(ValueDeserializer<?> deserializer, String where) {
		JavaType type = (deserializer instanceof StdDeserializer<?> standard) ? standard.getValueType(this.context)
				: null;
		return (type != null) ? atOne(type, deserializer, null, where + "is created from a value that ") : null;
	}

	private @Nullable String atContent(JavaType type, ValueDeserializer<?> deserializer,
			@Nullable AnnotatedMember member, String where) {
		JavaType key = type.getKeyType();
		if (key != null && (key.isJavaLangObject() || key.hasRawClass(Serializable.class))) {
			return where + "has keys of " + key.getRawClass().getTypeName()
					+ ", whose instances can be of different classes";
		}
		boolean container = deserializer instanceof ContainerDeserializerBase;
		JavaType content = (container || type.isReferenceType()) ? type.getContentType() : null;
		if (content == null) {
			return null;
		}
		ValueDeserializer<?> own = (deserializer instanceof ContainerDeserializerBase<?> known)
				? known.getContentDeserializer() : null;
		return at(content, typeInfo(content), (own != null) ? own : deserializer(content), member, where);
	}

	private @Nullable String atBean(BeanDeserializerBase bean, String where) {
		ValueInstantiator creator = bean.getValueInstantiator();
		if (!creator.canInstantiate()) {
			return where + "is a " + bean.handledType().getTypeName() + ", which Jackson cannot instantiate";
		}
		if (creator.canCreateUsingDelegate() || creator.canCreateUsingArrayDelegate()) {
			return first(Stream.of(creator.getDelegateType(this.config), creator.getArrayDelegateType(this.config))
				.filter(Objects::nonNull)
				.map((delegate) -> at(delegate, where + "is created from a value that ")));
		}
		BeanDescription description = this.context.introspectBeanDescription(bean.getValueType());
		Iterable<SettableBeanProperty> properties = bean::properties;
		return first(Stream
			.of(StreamSupport.stream(properties.spliterator(), false).map((property) -> atProperty(property, where)),
					description.findProperties().stream().map((property) -> atHidden(bean, property, where)),
					Stream.ofNullable(description.findAnySetterAccessor()).map((any) -> atAny(any, where)))
			.flatMap((parts) -> parts));
	}

	private @Nullable String atProperty(SettableBeanProperty property, String where) {
		ValueDeserializer<?> deserializer = property.hasValueDeserializer() ? property.getValueDeserializer()
				: this.context.findContextualValueDeserializer(property.getType(), property);
		return at(property.getType(), property.getValueTypeDeserializer(), deserializer, property.getMember(),
				has(property.getName(), where));
	}

	/**
	 * Look at a property that Jackson keeps apart, as its JSON is not in one place.
	 */
	private @Nullable String atHidden(BeanDeserializerBase bean, BeanPropertyDefinition property, String where) {
		AnnotatedMember member = property.getPrimaryMember();
		if (member == null || bean.hasProperty(property.getName())) {
			return null;
		}
		JavaType type = property.getPrimaryType();
		TypeDeserializer typeInfo = this.config.getTypeResolverProvider()
			.findPropertyTypeDeserializer(this.context, member, type);
		boolean external = typeInfo != null && typeInfo.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY;
		boolean unwrapped = this.config.getAnnotationIntrospector()
			.findUnwrappingNameTransformer(this.config, member) != null;
		return (external || unwrapped) ? at(type, typeInfo, deserializer(type), member, has(property.getName(), where))
				: null;
	}

	private @Nullable String atAny(AnnotatedMember any, String where) {
		JavaType value = (any instanceof AnnotatedMethod method) ? method.getParameterType(1)
				: any.getType().getContentType();
		return (value != null) ? at(value, where + "accepts any property, whose value ") : null;
	}

	private static String has(String property, String where) {
		return where + "has '" + property + "', which ";
	}

	private static String isA(JavaType type) {
		return "is a " + type.getRawClass().getTypeName();
	}

	private static @Nullable String first(Stream<@Nullable String> obstacles) {
		return obstacles.filter(Objects::nonNull).findFirst().orElse(null);
	}

}
