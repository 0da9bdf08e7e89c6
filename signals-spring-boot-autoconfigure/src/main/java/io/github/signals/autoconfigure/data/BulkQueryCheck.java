package io.github.signals.autoconfigure.data;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;

import io.github.signals.BulkWrite;
import io.github.signals.NoRowSignals;
import io.github.signals.capture.repository.RepositoryCapture;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.SenderRoutes;
import io.github.signals.dispatch.StartupFindings;

/**
 * Checks the repository methods that write with a query when the application starts:
 * warns about those that write rows for which there are receivers, and refuses receivers
 * that ask for identifiers which an SQL statement does not provide.
 */
class BulkQueryCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(BulkQueryCheck.class);

	private static final String MODIFYING_OF_JDBC = "org.springframework.data.jdbc.repository.query.Modifying";

	private static final List<String> MODIFYING = List.of("org.springframework.data.jpa.repository.Modifying",
			MODIFYING_OF_JDBC);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ReceiverRegistry registry;

	private final Supplier<Set<Class<?>>> types;

	private final boolean warn;

	private final StartupFindings findings;

	private final List<DeclarationProblem> problems = new ArrayList<>();

	BulkQueryCheck(ConfigurableListableBeanFactory beanFactory, ReceiverRegistry registry,
			Supplier<Set<Class<?>>> types, boolean warn, StartupFindings findings) {
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.types = types;
		this.warn = warn;
		this.findings = findings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(RepositoryFactoryInformation.class, true, false)) {
			// A lazy bean is not created for this check.
			if (this.beanFactory.containsSingleton(name.substring(name.lastIndexOf('&') + 1))) {
				check(this.beanFactory.getBean(name, RepositoryFactoryInformation.class).getRepositoryInformation());
			}
		}
		if (!this.problems.isEmpty()) {
			throw new InvalidReceiversException(this.problems);
		}
	}

	private void check(RepositoryInformation information) {
		for (Method method : information.getRepositoryInterface().getMethods()) {
			MergedAnnotations annotations = MergedAnnotations.from(method);
			if (AnnotatedElementUtils.hasAnnotation(method, NoRowSignals.class)) {
				continue;
			}
			if (MODIFYING.stream().anyMatch(annotations::isPresent)) {
				check(method, information.getDomainType(), isNative(annotations));
			}
			else if (RepositoryCapture.deletesUnheard(method, information)) {
				warnOfDelete(method, information.getDomainType());
			}
		}
	}

	private static boolean isNative(MergedAnnotations annotations) {
		MergedAnnotation<?> query = annotations.get("org.springframework.data.jpa.repository.Query");
		return annotations.isPresent(MODIFYING_OF_JDBC) || query.isPresent() && query.getBoolean("nativeQuery");
	}

	private void warnOfDelete(Method method, Class<?> domainType) {
		if (this.warn && this.registry.routes(domainType).hasDeleteReceivers()) {
			logger.warn("{} deletes {} with a derived query, and the store does not report what the query finds: delete"
					+ " receivers are not called. Find the entities and delete them with the repository, or annotate"
					+ " the method with @NoRowSignals. To turn this warning off, set"
					+ " signals.bulk.startup-warning=false.", name(method), domainType.getName());
		}
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName();
	}

	private void check(Method method, Class<?> domainType, boolean isNative) {
		String query = name(method);
		if (this.warn && isAnyRowHeard(domainType)) {
			this.findings.addBulkQuery(domainType, query);
			logger.warn("{} writes rows of {} with a single statement: receivers of individual entities are not called"
					+ " for these rows. Hear BulkWrite, or annotate the method with @NoRowSignals. To turn this warning"
					+ " off, set signals.bulk.startup-warning=false.", query, domainType.getName());
		}
		if (isNative) {
			this.registry.routes(domainType)
				.of(BulkWrite.class)
				.askingIds()
				.forEach((receiver) -> this.problems.add(DeclarationProblem.ofReceiver(receiver,
						"'ids' is not available for " + query + ", which executes an SQL statement.",
						"Write the query in JPQL, if the store supports it, or annotate the method with @NoRowSignals:"
								+ " 'ids' is then null.")));
		}
	}

	/**
	 * Return whether there are receivers of the rows of an entity, or of one of its
	 * subclasses, which the statement writes as well.
	 */
	private boolean isAnyRowHeard(Class<?> domainType) {
		Set<Class<?>> types = new LinkedHashSet<>(this.types.get());
		types.removeIf((type) -> !domainType.isAssignableFrom(type));
		types.add(domainType);
		for (Class<?> type : types) {
			SenderRoutes routes = this.registry.routes(type);
			if (routes.hasSaveReceivers() || routes.hasDeleteReceivers()) {
				return true;
			}
		}
		return false;
	}

}
