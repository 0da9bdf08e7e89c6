package io.github.signals.sample.shop;

import java.util.List;

import io.github.signals.sample.accounts.User;

import org.springframework.data.jpa.repository.JpaRepository;

interface OrderRepository extends JpaRepository<Order, Long> {

	List<Order> findByUser(User user);

}
