package io.github.signals.delivery.durable.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.util.StdConverter;

import io.github.signals.delivery.durable.Sheet;

/**
 * Classes that Jackson's annotations describe in many ways.
 */
final class Json {

	private Json() {
	}

	record Plan(List<Room> rooms) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(value = Kitchen.class, name = "kitchen"),
			@JsonSubTypes.Type(value = Attic.class, name = "attic") })
	interface Room {

	}

	record Kitchen(int area) implements Room {

	}

	record Attic(Map<String, Object> things) implements Room {

	}

	record Named(List<Floor> floors) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Wood.class, name = "wood"))
	interface Floor {

	}

	record Wood(String tree, Floor below) implements Floor {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Sealed {

	}

	record Only(int number) implements Sealed {

	}

	record Untold(@JsonTypeInfo(use = JsonTypeInfo.Id.NAME) List<Sheet.Shape> shapes) {

	}

	record Deduced(@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION) @JsonSubTypes( {
			@JsonSubTypes.Type(Sheet.Circle.class), @JsonSubTypes.Type(Attic.class) }) Object thing){

	}

	static class Wrapper {

		private final Object value;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Wrapper(Object value) {
			this.value = value;
		}

		@JsonValue
		Object value() {
			return this.value;
		}

	}

	static class Tags {

		private final List<Object> values;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Tags(List<Object> values) {
			this.values = values;
		}

		@JsonValue
		List<Object> values() {
			return this.values;
		}

	}

	record Email(@JsonValue String text) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Email {
		}

	}

	record Labels(@JsonValue List<Email> all) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Labels {
		}

	}

	static class AnyField {

		@JsonAnySetter
		@JsonAnyGetter
		public Map<String, Object> values = new HashMap<>();

	}

	static class AnyMethod {

		private final Map<String, Object> values = new HashMap<>();

		@JsonAnySetter
		void put(String name, Object value) {
			this.values.put(name, value);
		}

		@JsonAnyGetter
		Map<String, Object> values() {
			return this.values;
		}

	}

	record AnyComponent(String name, @JsonAnySetter @JsonAnyGetter Map<String, Object> values) {

	}

	static class Unwrapped {

		@JsonUnwrapped
		public Sheet.Settings settings;

	}

	static class External {

		@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "kind")
		public Room room;

	}

	@JsonDeserialize(converter = ToConverted.class)
	record Converted(Map<String, Object> values) {

	}

	static class ToConverted extends StdConverter<Map<String, Object>, Converted> {

		@Override
		public Converted convert(Map<String, Object> values) {
			return new Converted(values);
		}

	}

	record Twice(@JsonDeserialize(contentUsing = Own.class) List<Object> own, List<Object> plain) {

	}

	record TwiceClear(@JsonDeserialize(contentUsing = Own.class) List<Object> own, List<String> plain) {

	}

	static class Own extends ValueDeserializer<Object> {

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString();
		}

	}

	record Keys(Map<Object, String> map) {

	}

	record Amount(Number number) {

	}

	record Document(JsonNode json) {

	}

	@SuppressWarnings("serial")
	static class Loop extends ArrayList<Loop> {

	}

	static class Self<T extends Self<T>> {

		public T next;

	}

	static class Endless<S extends Self<S>, C extends Collection<C>> {

		S self;

		@SuppressWarnings("rawtypes")
		Self rawSelf;

		C items;

		Map<String, ? extends S> kinds;

	}

}
