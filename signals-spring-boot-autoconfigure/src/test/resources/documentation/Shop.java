import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Component;

// What the documentation does not show of the shop: it is that of the sample.

@Entity
@Table(name = "app_user")
public class User {

	@Id
	@GeneratedValue
	private Long id;

	private String username;

	private String email;

	public Long getId() {
		return this.id;
	}

	public String getUsername() {
		return this.username;
	}

	public String getEmail() {
		return this.email;
	}

	public void setEmail(String email) {
		this.email = email;
	}

}

@Entity
@Table(name = "shop_order")
public class Order {

	@Id
	@GeneratedValue
	private Long id;

	@ManyToOne
	private User user;

	private String product;

	private int quantity;

	@Enumerated(EnumType.STRING)
	private OrderStatus status = OrderStatus.PLACED;

	public Order() {
	}

	public Order(User user, String product, int quantity) {
		this.user = user;
		this.product = product;
		this.quantity = quantity;
	}

	public Long getId() {
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

	public void ship() {
		this.status = OrderStatus.SHIPPED;
	}

}

public enum OrderStatus {

	PLACED, SHIPPED

}

@Entity
public class Book {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	private BigDecimal price;

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

}

@Entity
public class Article {

	@Id
	@GeneratedValue
	private Long id;

	private String title;

	@ManyToMany
	private Set<Tag> tags = new HashSet<>();

	public String getTitle() {
		return this.title;
	}

	public Set<Tag> getTags() {
		return this.tags;
	}

}

@Entity
public class Tag {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

}

public interface UserRepository extends JpaRepository<User, Long> {

}

public interface OrderRepository extends JpaRepository<Order, Long> {

}

public interface BookRepository extends JpaRepository<Book, Long> {

}

@Component
public class OrderMails {

	public void confirm(Order order) {
	}

	public void welcome(User user) {
	}

}

@Component
public class Stock {

	public void reserve(Order order) {
	}

}

@Component
public class SearchIndex {

	public void add(java.util.List<Book> books) {
	}

	public void add(Book book) {
	}

}
