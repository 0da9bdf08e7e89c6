package io.github.signals.autoconfigure.jpa;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Tells which entity manager factories there are, when they are created.
 */
class PersistenceUnitBeanPostProcessor implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<PersistenceUnits> units;

	PersistenceUnitBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<PersistenceUnits> units) {
		this.beanFactory = beanFactory;
		this.units = units;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factoryBean) {
			if (factoryBean.getBootstrapExecutor() == null) {
				appear(beanName, factoryBean.getNativeEntityManagerFactory(), true);
			}
		}
		else if (bean instanceof EntityManagerFactory factory && !(bean instanceof EntityManagerFactoryInfo)) {
			appear(beanName, factory, !this.beanFactory.isFactoryBean(beanName));
		}
		return bean;
	}

	/**
	 * Tell of a factory, and close it if it fails, as nobody else does it for a bean that
	 * was not to be.
	 */
	private void appear(String beanName, EntityManagerFactory factory, boolean isBean) {
		try {
			this.units.getObject().appear(beanName, factory);
		}
		catch (RuntimeException ex) {
			if (isBean) {
				factory.close();
			}
			throw ex;
		}
	}

}
