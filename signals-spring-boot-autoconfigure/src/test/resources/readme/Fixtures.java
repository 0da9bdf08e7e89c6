import java.math.BigDecimal;

import org.springframework.data.annotation.Id;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.stereotype.Component;

class Order {

	@Id
	private Long id;

	private String status;

	private BigDecimal total;

	public Long getId() {
		return this.id;
	}

	public String getStatus() {
		return this.status;
	}

	public BigDecimal getTotal() {
		return this.total;
	}

	public void setTotal(BigDecimal total) {
		this.total = total;
	}

}

class Book {

	java.util.Set<String> authors = new java.util.HashSet<>();


	@Id
	private Long id;

}

class Customer {

	@Id
	private Long id;

	private String name;

	public String getName() {
		return this.name;
	}

}

interface OrderRepository extends ListCrudRepository<Order, Long> {

}

interface CustomerRepository extends ListCrudRepository<Customer, Long> {

}

interface BookRepository extends ListCrudRepository<Book, Long> {

}

@Component
class Stock {

	void reserve(Order order) {
	}

}

@Component
class Mails {

	void confirm(Order order) {
	}

}
