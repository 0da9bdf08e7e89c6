package io.github.signals.collections;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OrderColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.signals.CollectionChange;
import io.github.signals.CollectionChangeReceiver;
import io.github.signals.Delivery;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;

/**
 * Students with collections of each kind, none of which has a repository.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = School.class)
class School {

	@Bean
	Heard heard() {
		return new Heard();
	}

	@Bean
	Receivers receivers(Heard heard) {
		return new Receivers(heard);
	}

	/** What was heard, such as "links anna.notes +new -old". */
	static final class Heard {

		final List<String> calls = new CopyOnWriteArrayList<>();

		final List<CollectionChange<?>> changes = new CopyOnWriteArrayList<>();

		final List<Integer> sizes = new CopyOnWriteArrayList<>();

		volatile Consumer<CollectionChange<?>> act = (change) -> {
		};

		void clear() {
			this.calls.clear();
			this.changes.clear();
			this.sizes.clear();
			this.act = (change) -> {
			};
		}

		List<String> of(String uid) {
			return this.calls.stream()
				.filter((call) -> call.startsWith(uid + " "))
				.map((call) -> call.substring(uid.length() + 1))
				.toList();
		}

		void add(String uid, CollectionChange<?> change) {
			StringBuilder text = new StringBuilder(uid + " " + change.instance() + "." + change.attribute());
			sorted(change.added()).forEach((element) -> text.append(" +").append(element));
			sorted(change.removed()).forEach((element) -> text.append(" -").append(element));
			text.append(change.cleared() ? " cleared" : "");
			text.append(change.ownerDeleted() ? " deleted" : "");
			text.append(change.inverse() ? " inverse" : "");
			this.calls.add(text.toString());
			this.changes.add(change);
			this.act.accept(change);
		}

		private static List<String> sorted(List<? extends @Nullable Object> elements) {
			return elements.stream().map(String::valueOf).sorted().toList();
		}

	}

	record Receivers(Heard heard) {

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "links")
		void links(CollectionChange<Student> change) {
			this.heard.add("links", change);
		}

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "inverse")
		void inverse(CollectionChange<Course> change) {
			this.heard.add("inverse", change);
		}

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "list")
		void list(List<CollectionChange<Student>> changes) {
			this.heard.sizes.add(changes.size());
			changes.forEach((change) -> this.heard.add("list", change));
		}

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "shared", changed = "notes")
		void shared(CollectionChange<Student> change) {
			this.heard.add("shared", change);
		}

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "instance", changed = "notes")
		void instance(Student student, SignalContext context) {
			this.heard.calls.add("instance " + student + " by " + context.actor());
		}

		@CollectionChangeReceiver(delivery = Delivery.DURABLE, dispatchUid = "conditional",
				condition = "signal.added.size() > 1")
		void conditional(CollectionChange<Student> change) {
			this.heard.add("conditional", change);
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "saved")
		void saved(PostSave<Student> saved) {
			this.heard.calls.add("saved " + saved.instance());
		}

	}

	@Entity(name = "Student")
	static class Student {

		@Id
		@GeneratedValue
		Long id;

		String name;

		@ManyToMany
		List<Course> courses = new ArrayList<>();

		@ElementCollection(fetch = FetchType.LAZY)
		@OrderColumn
		List<String> notes = new ArrayList<>();

		@ElementCollection
		@MapKeyColumn(name = "day_number")
		Map<DayOfWeek, Lesson> plan = new TreeMap<>();

		@ElementCollection
		@Convert(converter = CodeConverter.class)
		Set<Code> codes = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "student_tutor")
		@MapKeyEnumerated
		Map<Subject, Course> favourites = new HashMap<>();

		protected Student() {
		}

		Student(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return (this.name != null) ? this.name : "nameless";
		}

	}

	@Entity(name = "Course")
	static class Course {

		@Id
		@GeneratedValue
		Long id;

		String name;

		@ManyToMany(mappedBy = "courses")
		List<Student> students = new ArrayList<>();

		protected Course() {
		}

		Course(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return (this.name != null) ? this.name : "nameless";
		}

	}

	enum Subject {

		LANGUAGES, SCIENCES

	}

	@Embeddable
	record Lesson(String room, int minutes) {

	}

	record Code(String text) {

	}

	static class CodeConverter implements AttributeConverter<Code, String> {

		@Override
		public String convertToDatabaseColumn(Code code) {
			return "#" + code.text();
		}

		@Override
		public Code convertToEntityAttribute(String column) {
			return new Code(column.substring(1));
		}

	}

	/** A collection whose elements no record can have. */
	@Entity(name = "Cupboard")
	static class Cupboard {

		@Id
		Long id;

		@ElementCollection
		List<Thing> things = new ArrayList<>();

		@ElementCollection
		List<String> labels = new ArrayList<>();

		static Cupboard of(Long id, String label) {
			Cupboard cupboard = new Cupboard();
			cupboard.id = id;
			cupboard.labels.add(label);
			Thing thing = new Thing();
			thing.source = () -> "nowhere";
			cupboard.things.add(thing);
			return cupboard;
		}

	}

	@Embeddable
	static class Thing {

		@Convert(converter = SourceConverter.class)
		public Supplier<String> source;

	}

	static class SourceConverter implements AttributeConverter<Supplier<String>, String> {

		@Override
		public String convertToDatabaseColumn(Supplier<String> source) {
			return source.get();
		}

		@Override
		public Supplier<String> convertToEntityAttribute(String column) {
			return () -> column;
		}

	}

}
