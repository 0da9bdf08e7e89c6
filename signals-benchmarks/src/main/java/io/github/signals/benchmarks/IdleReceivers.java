package io.github.signals.benchmarks;

import org.springframework.context.annotation.Configuration;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;

/**
 * Twenty durable receivers of whom nobody wants anything.
 */
@Configuration(proxyBeanMethods = false)
class IdleReceivers {

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-1")
	void idle1(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-2")
	void idle2(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-3")
	void idle3(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-4")
	void idle4(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-5")
	void idle5(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-6")
	void idle6(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-7")
	void idle7(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-8")
	void idle8(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-9")
	void idle9(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-10")
	void idle10(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-11")
	void idle11(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-12")
	void idle12(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-13")
	void idle13(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-14")
	void idle14(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-15")
	void idle15(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-16")
	void idle16(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-17")
	void idle17(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-18")
	void idle18(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-19")
	void idle19(Item item) {
	}

	@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "idle-20")
	void idle20(Item item) {
	}

}
