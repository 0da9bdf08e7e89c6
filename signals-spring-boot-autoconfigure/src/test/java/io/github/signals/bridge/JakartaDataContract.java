package io.github.signals.bridge;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.tools.ToolProvider;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import io.github.signals.PostSave;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.bridge.SignalsJakartaDataAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The events of Jakarta Data that event listeners hear. The listeners are compiled by the
 * Java that runs the test, because no other may be able to read the API.
 */
public abstract class JakartaDataContract {

	/** What the compiled listeners write into. */
	public static final List<String> heard = new CopyOnWriteArrayList<>();

	private static final String LISTENERS = """
			package listeners;

			import io.github.signals.bridge.JakartaDataContract;
			import io.github.signals.bridge.JakartaDataContract.Book;
			import jakarta.data.event.*;
			import org.springframework.context.event.EventListener;
			import org.springframework.transaction.event.TransactionalEventListener;

			class Listeners {

				static class OfEach {

					@EventListener
					void inserting(PreInsertEvent<Book> event) {
						JakartaDataContract.heard.add("inserting " + event.entity().title);
					}

					@EventListener
					void updating(PreUpdateEvent<Book> event) {
						JakartaDataContract.heard.add("updating " + event.entity().title);
					}

					@EventListener
					void inserted(PostInsertEvent<Book> event) {
						JakartaDataContract.heard.add("inserted " + event.entity().title);
					}

					@EventListener
					void updated(PostUpdateEvent<Book> event) {
						JakartaDataContract.heard.add("updated " + event.entity().title);
					}

					@EventListener
					void deleting(PreDeleteEvent<Book> event) {
						JakartaDataContract.heard.add("deleting " + event.entity().title);
					}

					@EventListener
					void deleted(PostDeleteEvent<Book> event) {
						JakartaDataContract.heard.add("deleted " + event.entity().title);
					}

				}

				static class OfAll {

					@EventListener
					void on(LifecycleEvent<?> event) {
						JakartaDataContract.heard.add(event.getClass().getSimpleName());
					}

				}

				static class AfterTheCommit {

					@TransactionalEventListener
					void inserted(PostInsertEvent<Book> event) {
						JakartaDataContract.heard.add(event.entity().title);
					}

				}

			}
			""";

	@TempDir
	private Path classes;

	private ClassLoader classLoader = JakartaDataContract.class.getClassLoader();

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	/**
	 * Return the sources of the API, if there are no classes of it.
	 */
	abstract Map<String, String> api();

	@BeforeEach
	void compile() throws IOException {
		heard.clear();
		Map<String, String> sources = new HashMap<>(api());
		ClassLoader parent = sources.isEmpty() ? this.classLoader : new FilteredClassLoader("jakarta.data");
		sources.put("Listeners", LISTENERS);
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", this.classes.toString(),
				"-cp", System.getProperty("java.class.path")));
		for (Map.Entry<String, String> source : sources.entrySet()) {
			Path file = this.classes.resolve(source.getKey() + ".java");
			arguments.add(Files.writeString(file, source.getValue()).toString());
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
		this.classLoader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, parent);
		this.runner = new ApplicationContextRunner().withClassLoader(this.classLoader)
			.withUserConfiguration(Application.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:${random.uuid}",
					"spring.jpa.hibernate.ddl-auto=create");
	}

	private ApplicationContextRunner with(String listener) {
		return this.runner.withBean(ClassUtils.resolveClassName("listeners.Listeners$" + listener, this.classLoader));
	}

	@Test
	void tellWhatBecomesOfARow() {
		with("OfEach").run((context) -> {
			Books books = context.getBean(Books.class);
			Book book = books.save(new Book("one"));
			book.title = "two";
			book = books.save(book);
			books.delete(book);
			assertThat(heard).containsExactly("inserting one", "inserted one", "updating two", "updated two",
					"deleting two", "deleted two");
		});
	}

	@Test
	void tellEachOfThemToAListenerOfAllOfThem() {
		with("OfAll").run((context) -> {
			Books books = context.getBean(Books.class);
			books.delete(books.save(new Book("one")));
			assertThat(heard).containsExactly("PreInsertEvent", "PostInsertEvent", "PreDeleteEvent", "PostDeleteEvent");
		});
	}

	// S13: as a listener of Spring hears any event
	@Test
	void tellTransactionalListenersAfterTheCommit() {
		with("AfterTheCommit").run((context) -> {
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transaction.executeWithoutResult((status) -> {
				context.getBean(Books.class).save(new Book("one"));
				assertThat(heard).isEmpty();
			});
			assertThat(heard).containsExactly("one");
			transaction.executeWithoutResult((status) -> {
				context.getBean(Books.class).save(new Book("two"));
				status.setRollbackOnly();
			});
			assertThat(heard).containsExactly("one");
		});
	}

	@Test
	void areNotToldOfOtherEntities() {
		with("OfEach").run((context) -> {
			context.getBean(Readers.class).save(new Reader());
			assertThat(heard).isEmpty();
			assertThat(context.getBean(Signals.class).hasReceivers(PostSave.class, Reader.class)).isFalse();
		});
	}

	@Test
	void costNothingWhereNobodyListens() {
		this.runner.run((context) -> assertThat(context.getBean(Signals.class).receivers()).isEmpty());
	}

	@Test
	void areCreatedInANativeImage() {
		ImportRuntimeHints imported = Objects
			.requireNonNull(SignalsJakartaDataAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class));
		RuntimeHints hints = new RuntimeHints();
		for (Class<? extends RuntimeHintsRegistrar> registrar : imported.value()) {
			BeanUtils.instantiateClass(registrar).registerHints(hints, this.classLoader);
		}
		Constructor<?> event = ClassUtils.resolveClassName("jakarta.data.event.PostInsertEvent", this.classLoader)
			.getConstructors()[0];
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(event)).accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	@EnableJpaRepositories(basePackageClasses = Books.class, considerNestedRepositories = true)
	static class Application {

	}

	@Entity(name = "JakartaBook")
	public static class Book {

		@Id
		@GeneratedValue
		@Nullable Long id;

		public @Nullable String title;

		protected Book() {
		}

		Book(String title) {
			this.title = title;
		}

	}

	@Entity(name = "JakartaReader")
	public static class Reader {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

	public interface Books extends JpaRepository<Book, Long> {

	}

	public interface Readers extends JpaRepository<Reader, Long> {

	}

}
