package io.github.signals.documentation;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

import io.github.signals.Receiver;

/**
 * The application that a page tells of: its components, its entities and repositories,
 * its settings, and what it does not show of the shop.
 */
final class PageApplication {

	private static final String ENTITY_MANAGER = "sharedEntityManager";

	private final Page page;

	private final List<Class<?>> types;

	PageApplication(Page page, List<Class<?>> types) {
		this.page = page;
		this.types = types;
	}

	/**
	 * Return the methods of beans that hear signals.
	 */
	List<Method> receivers() {
		return components().flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class))
			.toList();
	}

	private Stream<Class<?>> components() {
		return this.types.stream().filter((type) -> AnnotatedElementUtils.hasAnnotation(type, Component.class));
	}

	ApplicationContextRunner runner() {
		ClassLoader loader = this.types.get(0).getClassLoader();
		String[] entities = this.types.stream()
			.filter((type) -> type.isAnnotationPresent(Entity.class))
			.map(Class::getName)
			.toArray(String[]::new);
		return new ApplicationContextRunner().withClassLoader(loader)
			.withConfiguration(AutoConfigurations.of(autoConfigurations(loader)))
			.withPropertyValues("spring.datasource.generate-unique-name=true")
			.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(entities))
			// As SpringApplication does
			.withInitializer(
					(context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
			.withInitializer((context) -> settings().forEach(context.getEnvironment().getPropertySources()::addFirst))
			.withInitializer((context) -> registerEntityManager((BeanDefinitionRegistry) context.getBeanFactory()))
			.withInitializer((context) -> this.types.stream()
				.filter(Repository.class::isAssignableFrom)
				.forEach((type) -> register(type, (BeanDefinitionRegistry) context.getBeanFactory())))
			.withUserConfiguration(components().toArray(Class<?>[]::new));
	}

	private static Class<?>[] autoConfigurations(ClassLoader loader) {
		Stream<Class<?>> stores = Stream.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class);
		Stream<Class<?>> ours = ImportCandidates.load(AutoConfiguration.class, loader)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.signals."))
			.map((name) -> ClassUtils.resolveClassName(name, loader));
		return Stream.concat(stores, ours).toArray(Class<?>[]::new);
	}

	private static void registerEntityManager(BeanDefinitionRegistry registry) {
		RootBeanDefinition definition = new RootBeanDefinition(SharedEntityManagerCreator.class);
		definition.setFactoryMethodName("createSharedEntityManager");
		definition.getConstructorArgumentValues()
			.addIndexedArgumentValue(0, new RuntimeBeanReference(EntityManagerFactory.class));
		definition.setAutowireCandidate(false);
		registry.registerBeanDefinition(ENTITY_MANAGER, definition);
	}

	private static void register(Class<?> repository, BeanDefinitionRegistry registry) {
		RootBeanDefinition definition = new RootBeanDefinition(JpaRepositoryFactoryBean.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, repository);
		definition.setTargetType(org.springframework.core.ResolvableType
			.forClassWithGenerics(JpaRepositoryFactoryBean.class, repository, Object.class, Object.class));
		// As Spring Data does
		definition.getPropertyValues().add("entityManager", new RuntimeBeanReference(ENTITY_MANAGER));
		registry.registerBeanDefinition(repository.getSimpleName(), definition);
	}

	/**
	 * Return the settings that the page shows.
	 */
	List<PropertySource<?>> settings() {
		List<PropertySource<?>> sources = new ArrayList<>();
		sources.addAll(load(new YamlPropertySourceLoader(), "yaml"));
		sources.addAll(load(new PropertiesPropertySourceLoader(), "properties"));
		return sources;
	}

	private List<PropertySource<?>> load(PropertySourceLoader loader, String language) {
		List<PropertySource<?>> sources = new ArrayList<>();
		this.page.blocks(language).forEach((line, block) -> {
			// The reader's classes are those of the shop
			String settings = block.replace("=com.example.", "=" + PageCompiler.SHOP + ".");
			try {
				sources.addAll(loader.load(this.page + ", line " + line,
						new ByteArrayResource(settings.getBytes(StandardCharsets.UTF_8))));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return sources;
	}

}
