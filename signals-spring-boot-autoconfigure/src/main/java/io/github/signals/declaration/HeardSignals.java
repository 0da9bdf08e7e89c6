package io.github.signals.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.signals.Signal;

/**
 * What bean methods hear, found before there are any beans: by the classes that bean
 * definitions tell.
 *
 * @since 0.1.0
 */
public final class HeardSignals {

	private final CandidateClasses candidates = new CandidateClasses();

	private final Collection<Class<?>> signals;

	/**
	 * Look for receivers of some signals.
	 * @param signals the signals
	 */
	public HeardSignals(Collection<Class<?>> signals) {
		this.signals = Set.copyOf(signals);
	}

	/**
	 * Return the bean methods that hear one of the signals: receivers, and event
	 * listeners.
	 * @param beanFactory the bean factory, which is searched with its ancestors
	 * @return the names of their beans; empty if there are none
	 */
	public List<String> by(BeanFactory beanFactory) {
		List<String> found = new ArrayList<>();
		BeanFactory searched = beanFactory;
		while (searched instanceof ConfigurableListableBeanFactory listable) {
			BeanTypes types = new BeanTypes(listable);
			for (String beanName : listable.getBeanNamesForType(Object.class, true, false)) {
				Class<?> type = types.find(beanName, false);
				if (type != null && isHeardBy(beanName, type)) {
					found.add(beanName);
				}
			}
			searched = listable.getParentBeanFactory();
		}
		return found;
	}

	private boolean isHeardBy(String beanName, Class<?> type) {
		CandidateClasses.Candidate look = this.candidates.at(type);
		return look.receivers()
				&& DeclarationReader.read(beanName, type)
					.stream()
					.anyMatch((declaration) -> declaration.signals().stream().anyMatch(this::isOneOf))
				|| look.listeners() && !EventListenerBridge.heardBy(type, this::isOneOf).isEmpty();
	}

	private boolean isOneOf(Class<?> heard) {
		return Signal.class.isAssignableFrom(heard) && this.signals.stream().anyMatch(heard::isAssignableFrom);
	}

}
