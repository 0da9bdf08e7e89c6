package io.github.signals.autoconfigure;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.keyvalue.repository.KeyValueRepository;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.signals.Mute;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.PreDeleteReceiver;
import io.github.signals.PreSaveReceiver;
import io.github.signals.Receiver;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signal;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;
import io.github.signals.declaration.ReceiverScanner;
import io.github.signals.dispatch.InvalidReceiversException;
import io.github.signals.dispatch.ReceiverRegistry;
import io.github.signals.testing.Calls;
import io.github.signals.testing.LoggedEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link SignalsAutoConfiguration} and
 * {@link SignalsRepositoryAutoConfiguration}.
 */
class SignalsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class))
		.withBean(Calls.class)
		.withBean("audit", Audit.class);

	private final ApplicationContextRunner withRepository = this.runner.withUserConfiguration(Repositories.class);

	@Test
	void savesAndDeletesReachTheirReceivers() { // S3, S4, Behaviours 23, 24, 26, 29
		this.withRepository.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			notes.save(new Note("1", "a"));
			notes.save(new Note("1", "b"));
			notes.deleteById("1");
			assertThat(calls(context)).containsExactly("pre a", "post a true REPOSITORY", "pre b",
					"post b false REPOSITORY", "deleting b", "deleted b");
		});
	}

	@Test
	void deletesInGreatNumberAreAllHeard() { // Behaviours 111
		this.withRepository.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			context.getBean(Signals.class).mute(() -> {
				for (int i = 0; i < 1000; i++) {
					notes.save(new Note("id" + i, "n" + i));
				}
			});
			notes.deleteAll();
			assertThat(calls(context)).hasSize(2000).doesNotHaveDuplicates();
		});
	}

	@Test
	void muteCoversRepositories() { // S18
		this.withRepository.run((context) -> {
			Notes notes = context.getBean(Notes.class);
			Signals signals = context.getBean(Signals.class);
			signals.mute(() -> notes.save(new Note("1", "a")));
			signals.mute(Mute.receiver("audit.pre"), () -> notes.save(new Note("1", "b")));
			signals.mute(Mute.sender(Note.class), () -> notes.deleteAll());
			assertThat(calls(context)).containsExactly("post b false REPOSITORY");
		});
	}

	@Test
	void runningReceiverIsNotEnteredAgainForAnotherInstanceOfItsRow() {
		// S17, P56, Behaviours 151
		this.withRepository.withBean("saveAgain", SaveAgain.class).run((context) -> {
			context.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(context)).filteredOn((call) -> call.startsWith("again")).containsExactly("again a");
			assertThat(calls(context)).filteredOn((call) -> call.startsWith("post"))
				.containsExactly("post a true REPOSITORY", "post copy of a false REPOSITORY");
		});
	}

	@Test
	void auditorOfTheApplicationIsTheActor() { // S19
		AtomicInteger asked = new AtomicInteger();
		AuditorAware<String> auditor = () -> Optional.of("anna" + asked.incrementAndGet());
		this.withRepository.withBean("auditor", AuditorAware.class, () -> auditor).run((context) -> {
			Signals signals = context.getBean(Signals.class);
			Calls calls = context.getBean(Calls.class);
			context.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(asked).hasValue(0);
			calls.all().clear();
			Consumer<SignalContext> told = (signal) -> calls.add(signal.actor() + " " + signal.actor());
			signals.connect(ReceiverSpec.postSave(Note.class), (saved) -> told.accept(saved.context()));
			context.getBean(Notes.class).save(new Note("1", "a"));
			signals.withActor("bert", () -> context.getBean(Notes.class).save(new Note("1", "a")));
			assertThat(calls(context)).contains("anna1 anna1", "bert bert");
			assertThat(asked).hasValue(1);
		});
	}

	@Test
	void repositoryWithoutTransactionsNamesNoManager() { // S12, S19, Behaviours 118
		this.withRepository.run((context) -> {
			context.getBean(Signals.class)
				.connect(ReceiverSpec.postSave(Note.class),
						(saved) -> context.getBean(Calls.class).add("using " + saved.context().using()));
			context.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(context)).contains("using null");
		});
	}

	@Test
	void savesInPostConstructAreHeard() { // P46
		this.withRepository.withBean("early", Early.class).withBean(EarlyReceiver.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(calls(context)).containsExactly("pre early", "post early true REPOSITORY", "sent");
		});
	}

	@Test
	void savesInRunnersAreHeard() { // P46
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Running.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run()) {
			assertThat(calls(context)).containsExactly("pre run", "post run true REPOSITORY");
		}
	}

	@Test
	void nothingIsHeardWhenDisabled() {
		this.withRepository.withPropertyValues("signals.enabled=false").run((context) -> {
			context.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(context)).isEmpty();
			assertThat(context).hasSingleBean(Signals.class).doesNotHaveBean(ReceiverScanner.class);
			assertThat(context.getBean(Signals.class).receivers()).isEmpty();
		});
	}

	@Test
	void repositoriesAreNotCapturedWhenTheirCaptureIsDisabled() {
		this.withRepository.withPropertyValues("signals.capture.repositories=false").run((context) -> {
			context.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(context)).isEmpty();
			assertThat(context.getBean(Signals.class).hasReceivers(PostSave.class, Note.class)).isTrue();
		});
	}

	@Test
	void repositoryCaptureBacksOffWhenSpringDataIsMissing() {
		this.runner.withClassLoader(new FilteredClassLoader(Repository.class.getPackageName())).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(SignalsRepositoryAutoConfiguration.class);
			assertThat(context.getBean(Signals.class).receivers()).hasSize(4);
		});
	}

	@Test
	void reportsHowManyReceiversThereAreInOneLine() {
		try (LoggedEvents logged = new LoggedEvents()) {
			this.withRepository.run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.messages()).containsExactly("Connected 4 receivers for 1 sender");
		}
		try (LoggedEvents logged = new LoggedEvents()) {
			this.withRepository.withPropertyValues("signals.startup-report=false")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.messages()).isEmpty();
		}
	}

	@Test
	void reportsHowManyReceiversAreSwitchedOff() {
		try (LoggedEvents logged = new LoggedEvents()) {
			this.withRepository.run((context) -> {
				String uid = context.getBean(Signals.class).receivers().get(0).uid();
				this.withRepository.withPropertyValues("signals.receivers.[" + uid + "].enabled=false")
					.run((other) -> assertThat(other).hasNotFailed());
			});
			assertThat(logged.messages()).contains("Connected 4 receivers (1 switched off) for 1 sender");
		}
	}

	@Test
	void reportsNothingWhereThereIsNoReceiver() {
		try (LoggedEvents logged = new LoggedEvents()) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SignalsAutoConfiguration.class))
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.messages()).isEmpty();
		}
	}

	@Test
	void publishesNoGeneralPurposeBean() {
		this.runner.run((context) -> {
			Map<String, Object> ours = context.getBeansOfType(Object.class);
			ours.keySet().removeIf((name) -> !name.startsWith("signals"));
			assertThat(ours).isNotEmpty();
			assertThat(ours.values())
				.allSatisfy((bean) -> assertThat(bean.getClass().getName()).startsWith("io.github.signals."));
			assertThat(context.getBeansOfType(Clock.class)).isEmpty();
			assertThat(context.getBeansOfType(Executor.class)).isEmpty();
		});
	}

	@Test
	void wrongDeclarationsAreExplainedAllAtOnce() { // S14
		this.withRepository.withBean("wrong", Wrong.class).run((context) -> {
			InvalidReceiversException failure = (InvalidReceiversException) context.getStartupFailure();
			assertThat(failure).isNotNull();
			var analysis = new InvalidReceiversFailureAnalyzer().analyze(new IllegalStateException("wrapped", failure));
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("Bean 'wrong', receiver Wrong.typo(Note)",
					"the attribute 'txet'", "receiver Wrong.unknown(Nobody)", "is not an entity of this application",
					"receiver Wrong.nothing()", "The receiver has no sender");
			assertThat(analysis.getAction()).contains("Wrong.typo(Note): Did you mean text?",
					"Wrong.unknown(Nobody): Hear an entity, or a superclass or an interface of one.",
					"Wrong.nothing(): Name the sender");
		});
	}

	@Test
	void contextsOfOneJvmDoNotHearEachOther() { // P49
		this.withRepository.run((one) -> this.withRepository.run((other) -> {
			one.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(one)).hasSize(2);
			assertThat(calls(other)).isEmpty();
			other.getBean(Notes.class).save(new Note("1", "b"));
			assertThat(calls(one)).hasSize(2);
			assertThat(calls(other)).hasSize(2);
		}));
	}

	@Test
	void receiversOfAChildHearTheParentsRepositoryOnceUntilTheChildCloses() {
		// P49, Behaviours 8, 10
		this.withRepository.run((parent) -> {
			Calls calls = parent.getBean(Calls.class);
			Signals signals = parent.getBean(Signals.class);
			int before = signals.receivers().size();
			try (ConfigurableApplicationContext child = child(parent)) {
				assertThat(child.getBean(Signals.class)).isSameAs(signals);
				parent.getBean(Notes.class).save(new Note("1", "a"));
				assertThat(calls.all()).containsExactly("pre a", "post a true REPOSITORY", "child a");
				child.getBean(Notes.class).save(new Note("1", "b"));
				assertThat(calls.all()).filteredOn((call) -> call.equals("child b")).hasSize(1);
				assertThat(signals.receivers()).hasSize(before + 1);
			}
			assertThat(signals.receivers()).hasSize(before);
			calls.all().clear();
			parent.getBean(Notes.class).save(new Note("2", "c"));
			assertThat(calls.all()).containsExactly("pre c", "post c true REPOSITORY");
		});
	}

	@Test
	void childThatClosesTakesOnlyItsOwnReceivers() { // P49
		this.withRepository.run((parent) -> {
			Signals signals = parent.getBean(Signals.class);
			try (ConfigurableApplicationContext child = child(parent)) {
				assertThat(child.getBean(Signals.class).disconnect("childAudit.post")).isTrue();
				signals.connect(ReceiverSpec.postSave(Note.class).uid("childAudit.post"),
						(saved) -> parent.getBean(Calls.class).add("instead"));
			}
			parent.getBean(Notes.class).save(new Note("1", "a"));
			assertThat(calls(parent)).contains("instead");
		});
	}

	@Test
	void closedChildIsNotKeptByItsParent() { // P49, Behaviours 8
		this.withRepository.run((parent) -> {
			child(parent).close();
			assertThat(parent.getBean(ReceiverRegistry.class)).extracting("discoveries")
				.asInstanceOf(InstanceOfAssertFactories.ITERABLE)
				.isEmpty();
		});
	}

	@Test
	void childThatFailsToStartLeavesNothing() { // P49
		this.withRepository.run((parent) -> {
			Signals signals = parent.getBean(Signals.class);
			int before = signals.receivers().size();
			AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
			child.setParent(parent);
			child.register(Child.class);
			child.registerBean("wrong", Wrong.class);
			assertThat(catchThrowable(child::refresh)).isInstanceOf(InvalidReceiversException.class);
			assertThat(signals.receivers()).hasSize(before);
		});
	}

	@Test
	void childThatHasClosedIsForgotten() {
		this.withRepository.run((parent) -> {
			Object registry = parent.getBean("signalsReceiverRegistry");
			List<Integer> before = listeners(registry);
			try (ConfigurableApplicationContext child = child(parent)) {
				assertThat(listeners(registry)).isNotEqualTo(before);
				assertThat(child.isActive()).isTrue();
			}
			assertThat(listeners(registry)).isEqualTo(before);
		});
	}

	private static List<Integer> listeners(Object registry) {
		return Stream.of("listeners", "farewells", "leaving", "discoveries")
			.map((field) -> ((Collection<?>) ReflectionTestUtils.getField(registry, field)).size())
			.toList();
	}

	@Test
	void receiversAreGoneWhenTheirContextCloses() { // Behaviours 8, 45
		ConfigurableApplicationContext[] closed = new ConfigurableApplicationContext[1];
		Signals[] signals = new Signals[1];
		this.runner.run((context) -> {
			closed[0] = context;
			signals[0] = context.getBean(Signals.class);
			assertThat(signals[0].receivers()).hasSize(4);
		});
		assertThat(closed[0].isActive()).isFalse();
		assertThat(signals[0].receivers()).isEmpty();
	}

	private static ConfigurableApplicationContext child(ApplicationContext parent) {
		AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
		child.setParent(parent);
		child.register(Child.class);
		child.refresh();
		return child;
	}

	private static List<String> calls(ApplicationContext context) {
		return context.getBean(Calls.class).all();
	}

	static final class Note {

		@Id
		private final String id;

		private final String text;

		Note(String id, String text) {
			this.id = id;
			this.text = text;
		}

	}

	record Nobody(String text) {

	}

	interface Notes extends KeyValueRepository<Note, String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Notes.class))
	static class Repositories {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
	static class Child {

		@Bean
		ChildAudit childAudit(Calls calls) {
			return new ChildAudit(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Repositories.class, SignalsAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class, Audit.class,
			Calls.class })
	static class Running {

		@Bean
		ApplicationRunner saving(Notes notes) {
			return (arguments) -> notes.save(new Note("1", "run"));
		}

	}

	record Audit(Calls calls) {

		@PreSaveReceiver
		void pre(Note note) {
			this.calls.add("pre " + note.text);
		}

		@PostSaveReceiver
		void post(Note note, boolean created, SignalContext context) {
			this.calls.add("post " + note.text + " " + created + " " + context.origin());
		}

		@PreDeleteReceiver
		void deleting(Note note) {
			this.calls.add("deleting " + note.text);
		}

		@PostDeleteReceiver
		void deleted(Note note) {
			this.calls.add("deleted " + note.text);
		}

	}

	record ChildAudit(Calls calls) {

		@PostSaveReceiver
		void post(Note note) {
			this.calls.add("child " + note.text);
		}

	}

	record SaveAgain(Calls calls, Notes notes) {

		@PostSaveReceiver
		void again(Note note) {
			this.calls.add("again " + note.text);
			this.notes.save(new Note(note.id, "copy of " + note.text));
		}

	}

	record Early(Notes notes, Signals signals) {

		@PostConstruct
		void save() {
			this.notes.save(new Note("1", "early"));
			this.signals.send(new Started("early"));
		}

	}

	record EarlyReceiver(Calls calls) {

		@Receiver
		void on(Started started) {
			this.calls.add("sent");
		}

	}

	record Started(String instance) implements Signal<String> {

	}

	record Wrong() {

		@PostSaveReceiver(changed = "txet")
		void typo(Note note) {
		}

		@PostSaveReceiver
		void unknown(Nobody nobody) {
		}

		@PostSaveReceiver
		void nothing() {
		}

	}

}
