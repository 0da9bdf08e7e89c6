package io.github.signals.capture.persistence;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * Entities that have parts, of each kind of mapping.
 */
final class PartsModel {

	private PartsModel() {
	}

	@Entity(name = "PartedBasket")
	static class Basket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		@Nullable Integer version;

		@Nullable String status;

		@OneToMany(mappedBy = "basket", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Line> lines = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
		@JoinColumn(name = "basket_id")
		List<Ticket> tickets = new ArrayList<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinTable(name = "labels_of_basket")
		List<Label> labels = new ArrayList<>();

		@OneToOne(mappedBy = "basket", cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
		@Nullable Slip slip;

		@OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
		@Nullable Address address;

		@Embedded
		Extras extras = new Extras();

		@OneToMany(mappedBy = "basket", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Stamp> stamps = new ArrayList<>();

		static Basket of(String status) {
			Basket basket = new Basket();
			basket.status = status;
			return basket;
		}

		Line add(int quantity) {
			Line line = new Line();
			line.quantity = quantity;
			line.basket = this;
			this.lines.add(line);
			return line;
		}

	}

	@Entity(name = "PartedGiftBasket")
	static class GiftBasket extends Basket {

		@Nullable String wish;

	}

	@Entity(name = "PartedBasketLine")
	static class Line {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		@Nullable Integer version;

		int quantity;

		@Nullable BigDecimal price;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Basket basket;

		@OneToMany(mappedBy = "line", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Tax> taxes = new ArrayList<>();

		Tax tax(int rate) {
			Tax tax = new Tax();
			tax.rate = rate;
			tax.line = this;
			this.taxes.add(tax);
			return tax;
		}

	}

	@Entity(name = "PartedBasketTax")
	static class Tax {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		int rate;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Line line;

	}

	@Entity(name = "PartedBasketTicket")
	static class Ticket {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String seat;

		static Ticket of(String seat) {
			Ticket ticket = new Ticket();
			ticket.seat = seat;
			return ticket;
		}

	}

	@Entity(name = "PartedBasketLabel")
	static class Label {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String text;

		static Label of(String text) {
			Label label = new Label();
			label.text = text;
			return label;
		}

	}

	@Entity(name = "PartedBasketSlip")
	static class Slip {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String number;

		@OneToOne(fetch = FetchType.LAZY)
		@Nullable Basket basket;

	}

	@Entity(name = "PartedBasketAddress")
	static class Address {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String street;

	}

	@Entity(name = "PartedBasketGift")
	static class Gift {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Basket basket;

	}

	/** Its owner is a part of its identifier. */
	@Entity(name = "PartedBasketStamp")
	@IdClass(StampId.class)
	static class Stamp {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Basket basket;

		@Id
		int number;

		@Nullable String color;

	}

	record StampId(@Nullable Long basket, int number) implements Serializable {

	}

	@Embeddable
	static class Extras {

		@OneToMany(mappedBy = "basket", cascade = CascadeType.ALL, orphanRemoval = true)
		List<Gift> gifts = new ArrayList<>();

	}

	interface Baskets extends JpaRepository<Basket, Long> {

	}

	interface Lines extends JpaRepository<Line, Long> {

	}

}
