package io.github.signals.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.signals.ReceiverInfo;
import io.github.signals.declaration.CandidateClasses.Candidate;
import io.github.signals.dispatch.DeclarationProblem;
import io.github.signals.dispatch.EntityCatalog;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Finds the receivers among the beans of one application context, checks and connects
 * them when the singletons have been created, and disconnects them when the context has
 * closed. A signal that is sent earlier makes it examine the beans that are known by
 * then. No bean is created for this purpose.
 *
 * @since 0.1.0
 */
public final class ReceiverScanner implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanTypes beanTypes;

	private final CandidateClasses candidates;

	private final ReceiverRegistry registry;

	private final DeclaredReceiverFactory factory;

	private final EventListenerBridge bridge;

	final CatalogCheck catalogCheck;

	final AfterCheck afterCheck;

	private final boolean report;

	private final Set<String> scanned = ConcurrentHashMap.newKeySet();

	private final List<DeclarationProblem> problems = new ArrayList<>();

	private final Map<String, ConnectedReceiver> connected = new LinkedHashMap<>();

	private final AtomicBoolean discovering = new AtomicBoolean();

	private final BooleanSupplier discovery = this::discover;

	private final Runnable endOfFarewells;

	private volatile boolean started;

	/**
	 * Create a scanner.
	 * @param beanFactory the bean factory to examine
	 * @param beans tracks when the beans can no longer be called
	 * @param registry the registry to connect the receivers to
	 * @param factory creates the receivers
	 * @param bridge publishes signals to Spring's event listeners
	 * @param catalog the entities that the application stores
	 * @param report whether to log how many receivers there are
	 * @param slice whether this is the context of a test that leaves out receivers on
	 * purpose
	 */
	public ReceiverScanner(ConfigurableListableBeanFactory beanFactory, ReceiverBeans beans, ReceiverRegistry registry,
			DeclaredReceiverFactory factory, EventListenerBridge bridge, Supplier<EntityCatalog> catalog,
			boolean report, BooleanSupplier slice) {
		this.beanFactory = beanFactory;
		this.beanTypes = new BeanTypes(beanFactory);
		this.candidates = beans.candidates();
		this.registry = registry;
		this.factory = factory;
		this.bridge = bridge;
		this.catalogCheck = new CatalogCheck(catalog);
		this.afterCheck = new AfterCheck(registry, slice);
		this.endOfFarewells = registry.onDisconnect((receiver) -> this.catalogCheck.forget(receiver.uid()));
		this.report = report;
		registry.discoverBy(this.discovery);
		beans.atLast(this::disconnect);
	}

	private boolean discover() {
		if (this.started) {
			return true;
		}
		if (!this.beanFactory.isConfigurationFrozen() || !this.discovering.compareAndSet(false, true)) {
			return false;
		}
		try {
			scan(this.beanFactory.getBeanNamesForType(Object.class, true, false), false);
			return true;
		}
		finally {
			this.discovering.set(false);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		while (!this.discovering.compareAndSet(false, true)) {
			Thread.onSpinWait();
		}
		this.started = true;
		this.registry.discovered(this.discovery);
		checkConnectedEarly();
		scan(this.beanFactory.getBeanNamesForType(Object.class), true);
		this.problems.addAll(this.catalogCheck.start(this.connected.values()));
		this.problems.addAll(this.afterCheck.start(this.connected.values()));
		if (!this.problems.isEmpty()) {
			throw new InvalidReceiversException(this.problems);
		}
		DeclarationWarnings.log(this.connected.values());
		if (this.report) {
			StartupReport.log(this.connected.values());
		}
	}

	private void scan(String[] beanNames, boolean complete) {
		List<ConnectedReceiver> found = new ArrayList<>();
		for (String beanName : beanNames) {
			if (!this.scanned.contains(beanName)) {
				Class<?> type = this.beanTypes.find(beanName, complete);
				if (type != null) {
					scanBean(beanName, type, this.candidates.at(type), complete, found);
				}
			}
		}
		connect(found);
		this.bridge.connect(this.registry, this.factory);
	}

	private void scanBean(String beanName, Class<?> type, Candidate look, boolean complete,
			List<ConnectedReceiver> found) {
		if (look.listeners()) {
			this.bridge.inspect(type);
		}
		if (look.receivers()) {
			scanBean(beanName, DeclarationReader.read(beanName, type), complete, found);
		}
	}

	private void scanBean(String beanName, List<ReceiverDeclaration> declarations, boolean complete,
			List<ConnectedReceiver> found) {
		if (declarations.isEmpty()) {
			return;
		}
		this.scanned.add(beanName);
		Class<?> proxyType = complete ? this.beanFactory.getType(beanName, false) : null;
		for (ReceiverDeclaration declaration : declarations) {
			List<DeclarationProblem> wrong = new ArrayList<>(DeclarationRules.check(declaration, proxyType));
			wrong.addAll(this.factory.check(declaration));
			this.problems.addAll(wrong);
			ConnectedReceiver receiver = wrong.isEmpty() ? bind(declaration, proxyType) : null;
			if (receiver != null) {
				found.add(receiver);
			}
		}
	}

	private void checkConnectedEarly() {
		for (ConnectedReceiver receiver : this.connected.values()) {
			ReceiverDeclaration declaration = receiver.declaration();
			this.problems
				.addAll(DeclarationRules.check(declaration, this.beanFactory.getType(declaration.beanName(), false)));
		}
	}

	private @Nullable ConnectedReceiver bind(ReceiverDeclaration declaration, @Nullable Class<?> proxyType) {
		try {
			Method invocable = AopUtils.selectInvocableMethod(declaration.method(),
					(proxyType != null) ? proxyType : declaration.beanType());
			return new ConnectedReceiver(declaration, this.factory.create(declaration, invocable));
		}
		catch (IllegalStateException ex) {
			this.problems
				.add(declaration.problem("The method cannot be called through the bean's proxy: " + ex.getMessage(),
						"Make the method callable through the proxy."));
		}
		return null;
	}

	private void connect(List<ConnectedReceiver> found) {
		List<RegisteredReceiver> receivers = new ArrayList<>();
		for (ConnectedReceiver receiver : found) {
			receivers.add(receiver.receiver());
		}
		List<RegisteredReceiver> refused = this.registry.connect(receivers);
		for (ConnectedReceiver receiver : found) {
			if (refused.contains(receiver.receiver())) {
				this.problems.add(receiver.uidIsTaken(this.registry));
			}
			else {
				this.connected.put(receiver.receiver().uid(), receiver);
			}
		}
	}

	/**
	 * Return the classes of the beans that have receivers.
	 * @return the classes, without those of proxies
	 */
	public Set<Class<?>> beanTypes() {
		Set<Class<?>> types = new HashSet<>();
		this.connected.values().forEach((receiver) -> types.add(receiver.declaration().beanType()));
		return types;
	}

	/**
	 * Return the receivers of this application context alone.
	 * @return those that were connected at startup, in no order
	 */
	public List<ReceiverInfo> connected() {
		return this.connected.values().stream().map((connected) -> connected.receiver().info()).toList();
	}

	private void disconnect() {
		this.catalogCheck.stop();
		this.endOfFarewells.run();
		this.registry.discovered(this.discovery);
		this.registry.leave((receiver) -> isConnectedHere(receiver) || this.bridge.isPublisher(receiver));
	}

	private boolean isConnectedHere(RegisteredReceiver receiver) {
		ConnectedReceiver own = this.connected.get(receiver.uid());
		return own != null && own.receiver() == receiver;
	}

}
