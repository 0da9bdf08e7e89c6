package io.github.signals.sample.shop;

import io.github.signals.sample.accounts.User;
import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An order: a product that a user has ordered, and its quantity. Only what has changed is
 * written, because the number of the label may arrive while somebody changes the order.
 */
@Entity
@Table(name = "shop_order")
@DynamicUpdate
public class Order extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(optional = false)
	private User user;

	private String product;

	private int quantity;

	@Enumerated(EnumType.STRING)
	private OrderStatus status = OrderStatus.PLACED;

	private @Nullable String trackingNumber;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	Order(User user, String product, int quantity) {
		this.user = user;
		this.product = product;
		this.quantity = quantity;
	}

	void change(String product, int quantity) {
		this.product = product;
		this.quantity = quantity;
	}

	void ship() {
		this.status = OrderStatus.SHIPPED;
	}

	void track(String trackingNumber) {
		this.trackingNumber = trackingNumber;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The order is not saved yet");
		return this.id;
	}

	public User getUser() {
		return this.user;
	}

	public String getProduct() {
		return this.product;
	}

	public int getQuantity() {
		return this.quantity;
	}

	public OrderStatus getStatus() {
		return this.status;
	}

	public @Nullable String getTrackingNumber() {
		return this.trackingNumber;
	}

	@Override
	public String getSearchText() {
		return this.product;
	}

	@Override
	public String toString() {
		return "%s x %d by %s".formatted(this.product, this.quantity, this.user.getUsername());
	}

}
