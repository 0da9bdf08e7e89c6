package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;

/**
 * Entities with all kinds of collections.
 */
final class LinkModel {

	private LinkModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Named.class.getName(), Student.class.getName(), Graduate.class.getName(),
					Course.class.getName(), Book.class.getName(), Team.class.getName(), Award.class.getName(),
					Profile.class.getName());
		}

	}

	@MappedSuperclass
	abstract static class Named {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Override
		public String toString() {
			return this.name;
		}

	}

	/** Without a version. */
	@Entity
	static class Student extends Named {

		@Transient
		String greeting = "";

		@ManyToMany
		@JoinTable(name = "enrolment")
		Set<Course> courses = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "favourite")
		Set<Course> favourites = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "friendship")
		Set<Student> friends = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "idolatry")
		Set<Student> idols = new HashSet<>();

		@ElementCollection
		Set<String> nicknames = new HashSet<>();

		@ManyToMany(mappedBy = "idols")
		Set<Student> fans = new HashSet<>();

		static Student of(String name) {
			Student student = new Student();
			student.name = name;
			return student;
		}

	}

	@Entity
	static class Graduate extends Student {

		static Graduate of(String name) {
			Graduate graduate = new Graduate();
			graduate.name = name;
			return graduate;
		}

	}

	@Entity
	static class Course extends Named {

		@ManyToMany(mappedBy = "courses")
		Set<Student> students = new HashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "reading")
		List<Book> readings = new ArrayList<>();

		@OneToMany(mappedBy = "course", cascade = CascadeType.ALL)
		List<Book> books = new ArrayList<>();

		static Course of(String name) {
			Course course = new Course();
			course.name = name;
			return course;
		}

	}

	@Entity
	static class Book extends Named {

		@ManyToOne
		@Nullable Course course;

		static Book of(String name) {
			Book book = new Book();
			book.name = name;
			return book;
		}

	}

	/** With a version. */
	@Entity
	static class Team extends Named {

		@Version
		int version;

		@ManyToMany
		Set<Student> members = new HashSet<>();

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		@OrderColumn
		List<String> notes = new ArrayList<>();

		@ElementCollection
		Map<String, Integer> scores = new HashMap<>();

		@ElementCollection
		List<Award> awards = new ArrayList<>();

		@Embedded
		@Nullable Profile profile = new Profile();

		static Team of(String name) {
			Team team = new Team();
			team.name = name;
			return team;
		}

	}

	@Embeddable
	static class Profile {

		@Nullable String motto;

		@ElementCollection
		Set<String> colors = new HashSet<>();

	}

	@Embeddable
	record Award(String title, int place) {

	}

}
