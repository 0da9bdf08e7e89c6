package io.github.signals.delivery.durable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;

/**
 * An entity with values that only converters can tell, and others that nobody can.
 */
@Entity
class Scroll {

	@Id
	Long id = 1L;

	@Convert(converter = LooseText.class)
	Loose loose = new Loose(Map.of("a", 1));

	@Convert(converter = Secret.class)
	String secret = "iban";

	@Convert(converter = Lower.class)
	String code = "ABC";

	Automatic automatic = new Automatic("on");

	@Convert(converter = LooseText.class)
	@ElementCollection(fetch = FetchType.EAGER)
	List<Loose> past = new ArrayList<>();

	/**
	 * JSON does not tell of what classes the values are.
	 */
	record Loose(Map<String, Object> values) implements Serializable {

	}

	static final class Automatic {

		private final Object value;

		Automatic(Object value) {
			this.value = value;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Automatic that && that.value.equals(this.value);
		}

		@Override
		public int hashCode() {
			return this.value.hashCode();
		}

	}

	@Converter
	static class LooseText implements AttributeConverter<Loose, String> {

		@Override
		public String convertToDatabaseColumn(Loose loose) {
			return (loose != null) ? "a=" + loose.values().get("a") : null;
		}

		@Override
		public Loose convertToEntityAttribute(String text) {
			return (text != null) ? new Loose(Map.of("a", Integer.valueOf(text.substring(2)))) : null;
		}

	}

	@Converter
	static class Secret implements AttributeConverter<String, String> {

		@Override
		public String convertToDatabaseColumn(String text) {
			return (text != null) ? new StringBuilder(text).reverse().toString() : null;
		}

		@Override
		public String convertToEntityAttribute(String text) {
			return convertToDatabaseColumn(text);
		}

	}

	@Converter
	static class Lower implements AttributeConverter<String, String> {

		@Override
		public String convertToDatabaseColumn(String text) {
			return (text != null) ? text.toLowerCase(Locale.ROOT) : null;
		}

		@Override
		public String convertToEntityAttribute(String text) {
			return text;
		}

	}

	@Converter(autoApply = true)
	static class AutomaticText implements AttributeConverter<Automatic, String> {

		@Override
		public String convertToDatabaseColumn(Automatic automatic) {
			return (automatic != null) ? automatic.value.toString() : null;
		}

		@Override
		public Automatic convertToEntityAttribute(String text) {
			return (text != null) ? new Automatic(text) : null;
		}

	}

	@Entity
	static class Heap {

		@Id
		Long id = 1L;

		String title = "one";

		Loose loose = new Loose(Map.of("a", 1));

	}

	@Entity
	static class Window {

		@Id
		Long id = 1L;

		String title = "one";

		@Column(insertable = false, updatable = false)
		Loose loose;

	}

}
