package io.github.signals.sample.shop;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {

	private final OrderService orders;

	private final ExplicitOrderService explicitOrders;

	OrderController(OrderService orders, ExplicitOrderService explicitOrders) {
		this.orders = orders;
		this.explicitOrders = explicitOrders;
	}

	@PostMapping
	ResponseEntity<OrderResponse> place(@Valid @RequestBody OrderRequest request) {
		return created(this.orders.place(request.userId(), request.product(), request.quantity()));
	}

	@PostMapping("/explicit")
	ResponseEntity<OrderResponse> placeAndMail(@Valid @RequestBody OrderRequest request) {
		return created(this.explicitOrders.placeAndMail(request.userId(), request.product(), request.quantity()));
	}

	@PostMapping("/failing")
	void placeThenFail(@Valid @RequestBody OrderRequest request) {
		this.orders.placeThenFail(request.userId(), request.product(), request.quantity());
	}

	@GetMapping("/{id}")
	OrderResponse get(@PathVariable long id) {
		return OrderResponse.of(this.orders.get(id));
	}

	@PutMapping("/{id}")
	OrderResponse update(@PathVariable long id, @Valid @RequestBody OrderUpdate update) {
		return OrderResponse.of(this.orders.update(id, update.product(), update.quantity()));
	}

	@PutMapping("/explicit/{id}")
	OrderResponse updateAndMail(@PathVariable long id, @Valid @RequestBody OrderUpdate update) {
		return OrderResponse.of(this.explicitOrders.updateAndMail(id, update.product(), update.quantity()));
	}

	@PostMapping("/{id}/shipment")
	OrderResponse ship(@PathVariable long id) {
		return OrderResponse.of(this.orders.ship(id));
	}

	private static ResponseEntity<OrderResponse> created(Order order) {
		return ResponseEntity.created(URI.create("/api/orders/" + order.getId())).body(OrderResponse.of(order));
	}

	record OrderUpdate(@NotBlank @Size(max = 100) String product, @NotNull @Positive Integer quantity) {

	}

}
