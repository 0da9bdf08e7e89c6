package io.github.signals.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.delivery.TransactionJournals;

/**
 * Tells the journals which transaction managers there are.
 */
class TransactionManagerBeanPostProcessor implements BeanPostProcessor {

	private final BeanFactory beanFactory;

	private final ObjectProvider<TransactionJournals> journals;

	TransactionManagerBeanPostProcessor(BeanFactory beanFactory, ObjectProvider<TransactionJournals> journals) {
		this.beanFactory = beanFactory;
		this.journals = journals;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
			this.journals.getObject().manage(manager, beanName, this.beanFactory.getAliases(beanName));
		}
		return bean;
	}

}
