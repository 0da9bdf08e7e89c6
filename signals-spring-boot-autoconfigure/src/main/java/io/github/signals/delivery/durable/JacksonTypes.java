package io.github.signals.delivery.durable;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Decides whether JSON tells what the objects of a type are: neither a part of any class
 * nor one that may have several, unless the application has said how to tell them apart.
 * A name of a class in JSON is not such a way, as who writes it would choose what is
 * created.
 */
final class JacksonTypes {

	private final JsonMapper mapper;

	JacksonTypes(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Nullable String obstacle(JavaType type) {
		try {
			DeserializationContext context = this.mapper._deserializationContext();
			return new Look(context).at(type, context.findContextualValueDeserializer(type, null), "");
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return "is a " + type.getRawClass().getTypeName() + ", which Jackson cannot read: "
					+ ex.getClass().getSimpleName();
		}
	}

	/**
	 * One look at a type and its parts.
	 */
	private static final class Look {

		private final DeserializationContext context;

		private final Set<JavaType> seen = new HashSet<>();

		Look(DeserializationContext context) {
			this.context = context;
		}

		@Nullable String at(JavaType type, @Nullable ValueDeserializer<?> deserializer, String where) {
			TypeDeserializer typed = this.context.findTypeDeserializer(type);
			if (typed != null) {
				return named(typed.getTypeIdResolver().getMechanism(), type, where);
			}
			if (deserializer == null || !this.seen.add(type) || type.isTypeOrSubTypeOf(JsonNode.class)) {
				return null;
			}
			if (type.hasRawClass(Class.class) || deserializer instanceof UnsupportedTypeDeserializer) {
				return where + "is a " + type.getRawClass().getTypeName();
			}
			if (deserializer.logicalType() == LogicalType.Untyped || deserializer instanceof AbstractDeserializer) {
				return where + "is a " + type.getRawClass().getTypeName() + ", whose objects may be of several classes";
			}
			return (deserializer instanceof BeanDeserializerBase bean) ? atProperties(bean, where)
					: atContent(type, deserializer, where);
		}

		private static @Nullable String named(JsonTypeInfo.Id mechanism, JavaType type, String where) {
			boolean free = mechanism == JsonTypeInfo.Id.CLASS || mechanism == JsonTypeInfo.Id.MINIMAL_CLASS;
			return free ? where + "is a " + type.getRawClass().getTypeName()
					+ ", whose JSON names classes: use JsonTypeInfo.Id.NAME" : null;
		}

		private @Nullable String atContent(JavaType type, ValueDeserializer<?> deserializer, String where) {
			if (deserializer instanceof ContainerDeserializerBase<?> container) {
				return at(container.getContentType(), container.getContentDeserializer(), where);
			}
			JavaType content = type.isReferenceType() ? type.getContentType() : null;
			return (content != null) ? at(content, this.context.findContextualValueDeserializer(content, null), where)
					: null;
		}

		private @Nullable String atProperties(BeanDeserializerBase bean, String where) {
			if (!bean.getValueInstantiator().canInstantiate()) {
				return where + "is a " + bean.handledType().getTypeName() + ", which Jackson cannot create";
			}
			for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext();) {
				SettableBeanProperty property = properties.next();
				String obstacle = atProperty(property, where + "has '" + property.getName() + "', which ");
				if (obstacle != null) {
					return obstacle;
				}
			}
			return null;
		}

		private @Nullable String atProperty(SettableBeanProperty property, String where) {
			JsonTypeInfo declared = property.getAnnotation(JsonTypeInfo.class);
			if (declared != null) {
				return named(declared.use(), property.getType(), where);
			}
			ValueDeserializer<?> deserializer = property.hasValueDeserializer() ? property.getValueDeserializer()
					: this.context.findContextualValueDeserializer(property.getType(), property);
			return at(property.getType(), deserializer, where);
		}

	}

}
