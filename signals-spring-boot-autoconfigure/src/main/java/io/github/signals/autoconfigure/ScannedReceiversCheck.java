package io.github.signals.autoconfigure;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.signals.declaration.ReceiverScanner;

/**
 * Warns about classes that the component scan has seen and that have receivers but are
 * not beans. A test slice leaves out classes on purpose, so nothing is logged there.
 */
class ScannedReceiversCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ScannedReceiversCheck.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ReceiverScanner scanner;

	ScannedReceiversCheck(ConfigurableListableBeanFactory beanFactory, ReceiverScanner scanner) {
		this.beanFactory = beanFactory;
		this.scanner = scanner;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getSingleton(ScannedReceivers.BEAN_NAME) instanceof ScannedReceivers scanned) {
			Set<String> classNames = scanned.classNames();
			for (Class<?> type : this.scanner.beanTypes()) {
				remove(type, classNames);
			}
			if (!classNames.isEmpty() && !TestSlice.isOne(this.beanFactory)) {
				logger.warn("Classes {} have receiver methods but are not beans, so their receivers are never called."
						+ " Annotate the classes with @Component, or declare them as beans.", classNames);
			}
		}
	}

	private static void remove(Class<?> type, Set<String> classNames) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			classNames.remove(current.getName());
		}
	}

}
