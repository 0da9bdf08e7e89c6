package io.github.signals.aot;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.javapoet.ClassName;

import io.github.signals.Changes;
import io.github.signals.ParkedCall;
import io.github.signals.PostSave;
import io.github.signals.Receiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.testing.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

/**
 * What a native image is told of receivers, and of what the library does with them.
 */
class ReceiverHintsTests {

	private static final RuntimeHints hints = new RuntimeHints();

	@BeforeAll
	static void process() {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(ReceiverHintsTests.class)), new InMemoryGeneratedFiles(), hints);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(SignalsAutoConfiguration.class, Calls.class, ParcelReceivers.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	private static void accepts(Predicate<RuntimeHints> predicate) {
		assertThat(predicate).accepts(hints);
	}

	@Test
	void methodsThatReceiveAreInvokedWhateverTheAnnotation() {
		Set<Method> methods = MethodIntrospector.selectMethods(ParcelReceivers.class,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, Receiver.class));
		assertThat(methods).hasSizeGreaterThan(15)
			.anyMatch((method) -> MergedAnnotations.from(method).isPresent(ParcelReceivers.WhenCommitted.class))
			.allSatisfy((method) -> accepts(reflection().onMethodInvocation(method)));
	}

	@Test
	void theOrderOfTheMethodsIsReadFromTheClassFile() {
		accepts(resource().forResource("io/github/signals/aot/ParcelReceivers.class"));
	}

	@Test
	void conditionsReadTheSignalAndTheInstance() {
		TypeReference root = TypeReference.of("io.github.signals.dispatch.ConditionRoot");
		for (TypeReference type : List.of(root, TypeReference.of(Parcel.class), TypeReference.of(PostSave.class),
				TypeReference.of(Changes.class))) {
			accepts(reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS));
		}
	}

	@Test
	void conditionsInJavaAreCreated() {
		accepts(reflection().onType(ParcelReceivers.Positive.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

	@Test
	void ownSignalsThatAreRecordedAreTakenApartAndMadeAnew() {
		accepts(reflection().onType(ParcelReceivers.Shipped.class)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.ACCESS_DECLARED_FIELDS));
	}

	@Test
	void errorHandlersAreCreated() {
		accepts(reflection().onConstructorInvocation(ParcelReceivers.Counting.class.getDeclaredConstructors()[0]));
	}

	@Test
	void tablesOfDurableCallsAreCreated() {
		for (String platform : List.of("h2", "mariadb", "mysql", "postgresql")) {
			accepts(resource().forResource("io/github/signals/durable/schema-" + platform + ".sql"));
			accepts(resource().forResource("io/github/signals/durable/upgrade-" + platform + ".sql"));
		}
	}

	@Test
	void parkedCallsAreWrittenAndReadByThoseWhoHearOfThem() {
		accepts(reflection().onType(ParkedCall.class)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_DECLARED_METHODS,
					MemberCategory.ACCESS_DECLARED_FIELDS));
	}

	@Test
	void filesOfTheConsoleAreServed() {
		for (String file : List.of("console.html", "console.css", "console-live.js", "console.svg")) {
			accepts(resource().forResource("io/github/signals/actuate/console/" + file));
		}
	}

	@Test
	void derivedDeletesAreRunWithAnotherEntityManager() {
		accepts(proxies().forInterfaces(EntityManager.class));
	}

}
