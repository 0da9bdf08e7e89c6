package io.github.signals.capture.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.SignalsPersistenceAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities with lazy attributes and dirty tracking, by bytecode enhancement.
 */
class EnhancedEntityTests {

	private static final String PICTURE = Picture.class.getName();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withClassLoader(new EnhancingClassLoader())
		.withConfiguration(AutoConfigurations.of(TransactionAutoConfiguration.class, SignalsAutoConfiguration.class,
				SignalsPersistenceAutoConfiguration.class))
		.withUserConfiguration(Jpa.class);

	@Test // S1, S7
	void aLazyAttributeIsNeitherLoadedNorCountedAsChanged() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> {
				Named picture = (Named) em.find(stored.getClass(), stored.id());
				assertThat(picture).isInstanceOf(PersistentAttributeInterceptable.class);
				picture.rename("b");
				em.flush();
				assertThat(Hibernate.isPropertyInitialized(picture, "caption")).isFalse();
			});
			assertThat(heard).hasSize(1);
			assertThat(heard.get(0).changes().attributes()).containsExactly("name");
			assertThat(heard.get(0).changes().before("name")).isEqualTo("a");
		});
	}

	@Test // S7: what it was is not known, and not loaded to be told
	void aLazyAttributeThatIsSetUnseenHasAnUnknownOldValue() {
		this.runner.run((context) -> {
			Named stored = store(context);
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (em) -> ((Named) em.find(stored.getClass(), stored.id())).caption("new"));
			assertThat(heard).hasSize(1);
			assertThat(heard.get(0).changes().attributes()).containsExactly("caption");
			assertThat(heard.get(0).changes().before("caption")).isNull();
			assertThat(heard.get(0).changes().after("caption")).isEqualTo("new");
		});
	}

	@Test // S6, P62
	void whatIsBeingPreparedIsHeldBackFromTheQueryOfAReceiver() {
		this.runner.run((context) -> {
			Named stored = store(context);
			EntityManager em = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
			List<String> during = new ArrayList<>();
			Signals signals = context.getBean(Signals.class);
			signals.connect(ReceiverSpec.preSave(Named.class).order(1), (save) -> {
				em.flush();
				during.add(String.valueOf(em.createNativeQuery("select name from picture").getSingleResult()));
			});
			signals.connect(ReceiverSpec.preSave(Named.class).order(2), (save) -> save.instance().caption("set"));
			List<PostSave<?>> heard = hear(context);
			inTransaction(context, (manager) -> ((Named) manager.find(stored.getClass(), stored.id())).rename("b"));
			assertThat(during).containsExactly("a");
			assertThat(heard).hasSize(1);
			assertThat(heard.get(0).changes().attributes()).containsExactlyInAnyOrder("name", "caption");
			inTransaction(context, (manager) -> during.add(String
				.valueOf(manager.createNativeQuery("select name || caption from picture").getSingleResult())));
			assertThat(during).containsExactly("a", "bset");
		});
	}

	private static Named store(ApplicationContext context) throws Exception {
		Named picture = (Named) Objects.requireNonNull(context.getClassLoader())
			.loadClass(PICTURE)
			.getDeclaredConstructor()
			.newInstance();
		picture.rename("a");
		picture.caption("old");
		inTransaction(context, (em) -> em.persist(picture));
		return picture;
	}

	private static List<PostSave<?>> hear(ApplicationContext context) {
		List<PostSave<?>> heard = new ArrayList<>();
		context.getBean(Signals.class).connect(ReceiverSpec.postSave(Named.class), heard::add);
		return heard;
	}

	private static void inTransaction(ApplicationContext context, Work work) {
		EntityManager em = SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
		new TransactionTemplate(context.getBean(JpaTransactionManager.class))
			.executeWithoutResult((status) -> work.doWith(em));
	}

	private interface Work {

		void doWith(EntityManager em);

	}

	@Configuration(proxyBeanMethods = false)
	static class Jpa {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory() {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(new DriverManagerDataSource("jdbc:h2:mem:enhanced;DB_CLOSE_DELAY=-1"));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setManagedTypes(PersistenceManagedTypes.of(PICTURE));
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
			return factory;
		}

		@Bean
		JpaTransactionManager transactionManager(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	/** Loads the entity enhanced, and everything else as it is. */
	private static final class EnhancingClassLoader extends ClassLoader {

		EnhancingClassLoader() {
			super(EnhancedEntityTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.equals(PICTURE)) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream bytes = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
				byte[] plain = bytes.readAllBytes();
				byte[] enhanced = Objects.requireNonNull(enhancer().enhance(name, plain));
				return defineClass(name, enhanced, 0, enhanced.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

		private static Enhancer enhancer() {
			return new BytecodeProviderImpl().getEnhancer(new DefaultEnhancementContext() {

				@Override
				public boolean hasLazyLoadableAttributes(UnloadedClass classDescriptor) {
					return true;
				}

				@Override
				public boolean doDirtyCheckingInline(UnloadedClass classDescriptor) {
					return true;
				}

			});
		}

	}

}
