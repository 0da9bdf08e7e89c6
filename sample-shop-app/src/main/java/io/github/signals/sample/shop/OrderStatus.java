package io.github.signals.sample.shop;

/**
 * The status of an order.
 */
public enum OrderStatus {

	/** The order is placed and has not been shipped. */
	PLACED,

	/** The order is on its way. */
	SHIPPED

}
