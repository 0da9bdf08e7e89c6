package io.github.signals.autoconfigure.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.function.SingletonSupplier;

import io.github.signals.autoconfigure.BeanFactories;
import io.github.signals.capture.persistence.JpaEntities;
import io.github.signals.dispatch.EntityCatalogs;

/**
 * The entities of all entity manager factories of an application and of its ancestors.
 * None is created for this, and nobody waits for one that is created in the background.
 *
 * @since 0.1.0
 */
public class PersistenceUnits extends EntityCatalogs {

	/** The name of the bean. */
	public static final String BEAN_NAME = "signalsPersistenceUnits";

	private final SingletonSupplier<List<Unit>> declared;

	private final Map<String, EntityManagerFactory> appeared = new ConcurrentHashMap<>();

	private final Map<EntityManagerFactory, JpaEntities> entities = new ConcurrentHashMap<>();

	private final List<Consumer<EntityManagerFactory>> listeners = new CopyOnWriteArrayList<>();

	private volatile @Nullable List<EntityManagerFactory> all;

	PersistenceUnits(ConfigurableListableBeanFactory beanFactory) {
		this.declared = SingletonSupplier.of(() -> declared(beanFactory));
	}

	private static List<Unit> declared(ConfigurableListableBeanFactory beanFactory) {
		List<Unit> units = new ArrayList<>();
		for (ConfigurableListableBeanFactory factory : BeanFactories.withAncestors(beanFactory)) {
			for (String name : factory.getBeanNamesForType(EntityManagerFactory.class, true, false)) {
				units.add(new Unit(factory, name, factory == beanFactory));
			}
		}
		return units;
	}

	/**
	 * Get to know a factory that was created just now. What is declared wrongly for its
	 * entities is thrown, for it to fail.
	 */
	void appear(String beanName, EntityManagerFactory factory) {
		if (this.appeared.put(beanName, factory) == factory) {
			return;
		}
		try {
			this.listeners.forEach((listener) -> listener.accept(factory));
		}
		catch (RuntimeException ex) {
			this.appeared.remove(beanName);
			this.entities.remove(factory);
			throw ex;
		}
	}

	/**
	 * Return the beans of the factories that are there.
	 * @return the factories, none of which is created for this
	 */
	public List<EntityManagerFactory> factories() {
		List<EntityManagerFactory> known = this.all;
		if (known != null) {
			return known;
		}
		List<Unit> declared = this.declared.obtain();
		List<EntityManagerFactory> present = declared.stream()
			.filter((unit) -> find(unit) != null)
			.map(Unit::bean)
			.toList();
		if (present.size() == declared.size()) {
			this.all = present;
		}
		return present;
	}

	private @Nullable EntityManagerFactory find(Unit unit) {
		EntityManagerFactory created = unit.own() ? this.appeared.get(unit.name()) : null;
		return (created != null || !unit.isThere()) ? created : unit.bean();
	}

	@Override
	protected List<JpaEntities> catalogs() {
		List<JpaEntities> catalogs = new ArrayList<>();
		for (Unit unit : this.declared.obtain()) {
			EntityManagerFactory factory = find(unit);
			if (factory != null) {
				catalogs.add(this.entities.computeIfAbsent(factory, JpaEntities::new));
			}
		}
		return catalogs;
	}

	@Override
	public boolean isComplete() {
		return this.declared.obtain().stream().allMatch((unit) -> find(unit) != null);
	}

	@Override
	public boolean isGrowing() {
		return !isComplete();
	}

	@Override
	public Runnable onGrowth(Runnable listener) {
		return onAppearance((factory) -> listener.run());
	}

	/**
	 * Have something done with each factory that is created from now on. What is thrown
	 * then fails the factory.
	 * @param listener what to do
	 * @return what ends it
	 */
	public Runnable onAppearance(Consumer<EntityManagerFactory> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * The bean of a factory.
	 *
	 * @param beanFactory where it is declared
	 * @param name its name
	 * @param own whether that is this application context, and not an ancestor
	 */
	private record Unit(ConfigurableListableBeanFactory beanFactory, String name, boolean own) {

		/**
		 * Return whether the factory is there. An ancestor has waited for its own.
		 */
		boolean isThere() {
			return this.beanFactory.containsSingleton(this.name) && !(this.own && isInTheBackground());
		}

		/**
		 * Return whether the bean may be there before its factory is, and would wait.
		 */
		private boolean isInTheBackground() {
			return this.beanFactory.isFactoryBean(this.name)
					&& this.beanFactory.getBean(BeanFactory.FACTORY_BEAN_PREFIX
							+ this.name) instanceof AbstractEntityManagerFactoryBean bean
					&& bean.getBootstrapExecutor() != null;
		}

		EntityManagerFactory bean() {
			return this.beanFactory.getBean(this.name, EntityManagerFactory.class);
		}

	}

}
