package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.jpa.SignalsPersistenceAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * What the tests of pending writes store.
 */
final class PendingModel {

	private PendingModel() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*PendingModel[$].*"),
			excludeFilters = @Filter(type = FilterType.REGEX, pattern = "^(?!.*PendingModel[$]).*$"))
	@EntityScan(basePackageClasses = PendingModel.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
			SignalsAutoConfiguration.class, SignalsPersistenceAutoConfiguration.class,
			SignalsRepositoryAutoConfiguration.class })
	static class Application {

		@Bean
		static PersistenceManagedTypes managedTypes() {
			return PersistenceManagedTypes.of(Item.class.getName(), Leaflet.class.getName(), Basket.class.getName(),
					Label.class.getName(), Ticket.class.getName(), Profile.class.getName(), Setting.class.getName());
		}

	}

	/** Has a number of parts. */
	@Entity(name = "item")
	static class Item {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Nullable String slug;

		int counted;

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinTable(name = "item_leaflets")
		List<Leaflet> leaflets = new ArrayList<>();

		static Item of(String name) {
			Item item = new Item();
			item.name = name;
			return item;
		}

	}

	/** A part of an item. */
	@Entity(name = "leaflet")
	static class Leaflet {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		int counted;

		static Leaflet of(String name) {
			Leaflet leaflet = new Leaflet();
			leaflet.name = name;
			return leaflet;
		}

	}

	/** Owns values, and a join table. */
	@Entity(name = "basket")
	static class Basket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Version
		int version;

		@ElementCollection
		Set<String> notes = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "basket_label")
		Set<Label> labels = new HashSet<>();

	}

	@Entity(name = "label")
	static class Label {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Nullable String slug;

		static Label of(String name) {
			Label label = new Label();
			label.name = name;
			return label;
		}

	}

	/** Has an identifier that the application gives. */
	@Entity(name = "ticket")
	static class Ticket {

		@Id
		String code = "";

		String text = "";

		static Ticket of(String code, String text) {
			Ticket ticket = new Ticket();
			ticket.code = code;
			ticket.text = text;
			return ticket;
		}

	}

	/** Has values that never equal one another. */
	@Entity(name = "profile")
	static class Profile {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@JdbcTypeCode(SqlTypes.JSON)
		Shade json = new Shade();

		@Embedded
		Frame frame = new Frame();

	}

	@Embeddable
	static class Frame {

		@JdbcTypeCode(SqlTypes.JSON)
		Shade rim = new Shade();

	}

	/** Has a converted value that never equals another. */
	@Entity(name = "setting")
	static class Setting {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		String name = "";

		@Convert(converter = ShadeConverter.class)
		Shade converted = new Shade();

		@ElementCollection
		@Convert(converter = ShadeConverter.class)
		List<Shade> shades = new ArrayList<>(List.of(new Shade()));

	}

	/** Without {@code equals}. */
	static class Shade {

		public String colour = "grey";

	}

	static class ShadeConverter implements AttributeConverter<Shade, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Shade shade) {
			return (shade != null) ? shade.colour : null;
		}

		@Override
		public @Nullable Shade convertToEntityAttribute(@Nullable String colour) {
			if (colour == null) {
				return null;
			}
			Shade shade = new Shade();
			shade.colour = colour;
			return shade;
		}

	}

	interface Items extends JpaRepository<Item, Long> {

		boolean existsByNameAndIdNot(String name, Long id);

	}

	interface Baskets extends JpaRepository<Basket, Long> {

	}

	interface Labels extends JpaRepository<Label, Long> {

	}

	interface Tickets extends JpaRepository<Ticket, String> {

	}

	interface Profiles extends JpaRepository<Profile, Long> {

	}

	interface Settings extends JpaRepository<Setting, Long> {

	}

}
