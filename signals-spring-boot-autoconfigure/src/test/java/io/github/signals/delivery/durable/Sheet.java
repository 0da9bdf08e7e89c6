package io.github.signals.delivery.durable;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/**
 * An entity with values of classes of its own.
 */
@Entity
public class Sheet {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	Long id;

	String title;

	Integer pages = 1;

	Long size = 2L;

	Format format = Format.A4;

	@Convert(converter = FrameText.class)
	Frame frame = new Frame(new BigDecimal("1.50"), "oak");

	Date printedOn;

	Time printedAt;

	protected Sheet() {
	}

	Sheet(String title) {
		this.title = title;
	}

	enum Format {

		A4, A5

	}

	record Frame(BigDecimal width, String wood) {

	}

	/**
	 * Jackson reads a number of any kind as another one, and an identifier as text.
	 */
	public record Settings(Map<String, Object> values) implements Serializable {

	}

	public record Drawing(List<Shape> shapes) implements Serializable {

	}

	public interface Shape {

	}

	public record Circle(int radius) implements Shape {

	}

	public record Plan(List<Room> rooms) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Kitchen.class, name = "kitchen"))
	public sealed interface Room {

	}

	public record Kitchen(int area) implements Room {

	}

	public record Named(List<Anything> things) implements Serializable {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	public interface Anything {

	}

	@Entity
	static class Poster {

		@Id
		Long id = 1L;

		Settings settings;

	}

	@Entity
	static class Canvas {

		@Id
		Long id = 1L;

		Drawing drawing;

	}

	@Entity
	static class House {

		@Id
		Long id = 1L;

		@Convert(converter = PlanText.class)
		Plan plan;

	}

	@Entity
	static class Box {

		@Id
		Long id = 1L;

		Named named;

	}

	/**
	 * Keeps nothing: what is stored is not what these tests are about.
	 */
	abstract static class Forgetful<T> implements AttributeConverter<T, String> {

		@Override
		public String convertToDatabaseColumn(T value) {
			return (value != null) ? value.toString() : null;
		}

		@Override
		public T convertToEntityAttribute(String text) {
			return null;
		}

	}

	@Converter
	static class FrameText implements AttributeConverter<Frame, String> {

		@Override
		public String convertToDatabaseColumn(Frame frame) {
			return (frame != null) ? frame.width() + " " + frame.wood() : null;
		}

		@Override
		public Frame convertToEntityAttribute(String text) {
			return (text != null) ? new Frame(new BigDecimal(text.split(" ")[0]), text.split(" ")[1]) : null;
		}

	}

	@Converter
	static class PlanText extends Forgetful<Plan> {

	}

}
