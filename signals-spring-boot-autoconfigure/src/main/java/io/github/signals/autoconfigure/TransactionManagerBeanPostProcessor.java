package io.github.signals.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import io.github.signals.delivery.TransactionJournals;

/**
 * Registers the transaction managers with the journals.
 */
@SuppressWarnings("NullAway.Init")
class TransactionManagerBeanPostProcessor implements BeanPostProcessor, BeanFactoryAware {

	private final ObjectProvider<TransactionJournals> journals;

	private BeanFactory beanFactory;

	TransactionManagerBeanPostProcessor(ObjectProvider<TransactionJournals> journals) {
		this.journals = journals;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
			this.journals.getObject()
				.manage(manager, CommitFlush.of(manager), beanName, this.beanFactory.getAliases(beanName));
		}
		return bean;
	}

}
