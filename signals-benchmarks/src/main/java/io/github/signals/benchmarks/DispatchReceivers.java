package io.github.signals.benchmarks;

import com.google.common.eventbus.Subscribe;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;

import io.github.signals.Delivery;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;

/**
 * The receivers of the dispatch alone: all of them count.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(SignalsAutoConfiguration.class)
@EnableTransactionManagement
class DispatchReceivers {

	long calls;

	@Bean
	static NoDatabase noDatabase() {
		return new NoDatabase();
	}

	@PostSaveReceiver
	void one(Tea tea) {
		this.calls += tea.name().length() / 5;
	}

	@PostSaveReceiver
	void coffee0(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee1(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee2(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee3(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee4(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee5(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee6(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee7(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee8(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver
	void coffee9(Coffee coffee) {
		this.calls++;
	}

	@PostSaveReceiver(condition = "instance.fresh")
	void milk(Milk milk) {
		this.calls++;
	}

	@PostSaveReceiver(changed = "name")
	void sugar(Sugar sugar) {
		this.calls++;
	}

	@PostSaveReceiver(delivery = Delivery.AFTER_COMMIT)
	void spilled(Spill spill) {
		this.calls++;
	}

	@Receiver
	void poured(Poured poured) {
		this.calls++;
	}

	@EventListener
	void saved(TeaSaved saved) {
		this.calls++;
	}

	@TransactionalEventListener
	void stored(TeaStored stored) {
		this.calls++;
	}

	record Tea(String name) {

	}

	record Chai(String name) {

	}

	record Cocoa(String name) {

	}

	record Coffee(String name) {

	}

	/**
	 * Public for the condition.
	 */
	public record Milk(boolean fresh) {

	}

	record Sugar(String name) {

	}

	record Spill(Integer number) {

	}

	record Poured(Tea instance) implements Signal<Tea> {

	}

	record TeaSaved(Tea tea) {

	}

	record TeaStored(Tea tea) {

	}

	record Subscriber(DispatchReceivers receivers) {

		@Subscribe
		void saved(TeaSaved saved) {
			this.receivers.calls++;
		}

	}

}
