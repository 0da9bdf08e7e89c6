package io.github.signals.autoconfigure.durable;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.util.ClassUtils;

/**
 * Writes a reference to another aggregate of Spring Data JDBC as its identifier.
 */
@SuppressWarnings("serial")
final class AggregateReferenceModule extends SimpleModule {

	private AggregateReferenceModule() {
		addSerializer(new Serializer());
		addDeserializer(AggregateReference.class, new Deserializer(null));
	}

	/**
	 * Return a mapper that supports references, if there are any.
	 */
	static JsonMapper addTo(JsonMapper mapper, @Nullable ClassLoader classLoader) {
		boolean present = ClassUtils.isPresent("org.springframework.data.jdbc.core.mapping.AggregateReference",
				classLoader);
		return present ? Addition.to(mapper) : mapper;
	}

	/**
	 * Loads the module only if there are references.
	 */
	private static final class Addition {

		private static JsonMapper to(JsonMapper mapper) {
			return mapper.rebuild().addModule(new AggregateReferenceModule()).build();
		}

	}

	private static final class Serializer extends StdSerializer<AggregateReference<?, ?>> {

		Serializer() {
			super(AggregateReference.class);
		}

		@Override
		public void serialize(AggregateReference<?, ?> reference, JsonGenerator generator,
				SerializationContext context) {
			context.writeValue(generator, reference.getId());
		}

	}

	private static final class Deserializer extends StdDeserializer<AggregateReference<?, ?>> {

		private final @Nullable JavaType identifier;

		Deserializer(@Nullable JavaType identifier) {
			super(AggregateReference.class);
			this.identifier = identifier;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
			JavaType type = context.getContextualType();
			return (type != null) ? new Deserializer(type.containedTypeOrUnknown(1)) : this;
		}

		@Override
		public AggregateReference<?, ?> deserialize(JsonParser parser, DeserializationContext context) {
			JavaType type = (this.identifier != null) ? this.identifier : context.constructType(Object.class);
			return AggregateReference.to(context.readValue(parser, type));
		}

	}

}
