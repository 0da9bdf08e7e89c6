package io.github.signals.delivery.durable;

import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = DurableApplication.class,
		properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
				"signals.durable.max-attempts=3", "signals.durable.back-off.initial=20ms",
				"signals.durable.back-off.max=50ms", "signals.durable.polling-interval=200ms",
				"signals.durable.sweep-interval=1s", "spring.datasource.url=jdbc:h2:mem:durable" })
class DurableH2Tests extends DurableContract {

}
