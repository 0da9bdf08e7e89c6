package io.github.signals.sample.shop;

/**
 * How far an order has come.
 */
public enum OrderStatus {

	/** It waits in the shop. */
	PLACED,

	/** It is on its way. */
	SHIPPED

}
