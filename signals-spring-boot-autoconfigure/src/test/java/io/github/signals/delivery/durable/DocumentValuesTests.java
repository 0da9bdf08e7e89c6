package io.github.signals.delivery.durable;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.Signal;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values of documents, whose parts may contain parts like themselves.
 */
class DocumentValuesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class,
				SignalsDurableAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}",
				"signals.durable.initialize-schema=always", "signals.durable.polling-interval=100ms")
		.withUserConfiguration(Store.class);

	private static void in(ApplicationContext context, Consumer<Nodes> work) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(context.getBean(Nodes.class)));
	}

	private static Signal<?> heard(ApplicationContext context) throws InterruptedException {
		Signal<?> signal = context.getBean(Receivers.class).heard.poll(20, TimeUnit.SECONDS);
		assertThat(signal).isNotNull();
		return signal;
	}

	@Test
	void recordsThePartsOfAPartThatIsLikeItsOwner() {
		this.runner.withBean(Receivers.class).run((context) -> {
			Node node = new Node("a", Kind.ROOT, new Node(null, Kind.LEAF, new Node(null, Kind.BUD, null)));
			node.note = new Note("n", new Note("inner", null));
			in(context, (nodes) -> nodes.save(node));
			PostSave<?> saved = (PostSave<?>) heard(context);
			assertThat(saved.changes().after("kind")).isEqualTo(Kind.ROOT);
			assertThat(saved.changes().after("child.kind")).isEqualTo(Kind.LEAF);
			assertThat(saved.changes().after("child.child.kind")).isEqualTo(Kind.BUD);
			assertThat(saved.changes().after("note.next.text")).isEqualTo("inner");
			in(context, (nodes) -> nodes.deleteById("a"));
			Node deleted = (Node) ((PostDelete<?>) heard(context)).instance();
			assertThat(deleted.child.child.kind).isEqualTo(Kind.BUD);
		});
	}

	@Test
	void restoresWhatAComparatorHasSorted() {
		this.runner.withBean(Receivers.class).run((context) -> {
			Node node = new Node("a", Kind.ROOT, null);
			node.labels = new TreeSet<>(List.of("b", "a")).descendingSet();
			in(context, (nodes) -> nodes.save(node));
			assertThat(((PostSave<?>) heard(context)).changes().after("labels")).asString().isEqualTo("[b, a]");
			in(context, (nodes) -> nodes.deleteById("a"));
			Node deleted = (Node) ((PostDelete<?>) heard(context)).instance();
			assertThat(deleted.labels).containsExactly("a", "b");
		});
	}

	enum Kind {

		ROOT, LEAF, BUD

	}

	static class Node {

		@Id
		@Nullable String id;

		Kind kind;

		Node child;

		Note note;

		SortedSet<String> labels;

		Node(@Nullable String id, Kind kind, Node child) {
			this.id = id;
			this.kind = kind;
			this.child = child;
		}

	}

	static class Note {

		String text;

		Note next;

		Note(String text, Note next) {
			this.text = text;
			this.next = next;
		}

	}

	interface Nodes extends KeyValueRepository<Node, String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true)
	static class Store {

	}

	static class Receivers {

		final BlockingQueue<Signal<?>> heard = new LinkedBlockingQueue<>();

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "node.saved")
		void saved(PostSave<Node> saved) {
			this.heard.add(saved);
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "node.deleted")
		void deleted(PostDelete<Node> deleted) {
			this.heard.add(deleted);
		}

	}

}
