package io.github.signals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SliceRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the rooms and doors of the library: which package may see which.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.signals";

	private static final JavaClasses LIBRARY = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	private static final List<String> LEAVES = List.of("declaration", "capture", "capture.repository",
			"capture.persistence", "capture.bulk", "delivery", "delivery.durable", "delivery.durable.json",
			"observation", "actuate", "bridge", "autoconfigure.data", "autoconfigure.jpa", "autoconfigure.durable",
			"autoconfigure.actuate", "autoconfigure.bridge");

	/**
	 * Classes that know one another.
	 */
	private static final List<Set<String>> KNOTS = List.of(
			// One machine: a receiver runs in the scope of a thread, for a context, as a
			// frame that is the cause of what follows.
			Set.of("CallDecorator", "DispatchContext", "DispatchScope", "Frame", "ReceiverCall", "RegisteredReceiver",
					"RunningCall", "ThreadScopes"),
			// Micrometer's way to document an observation: the documentation names the
			// default convention, which names its keys.
			Set.of("CallKind", "DefaultReceiverObservationConvention", "ReceiverObservationContext",
					"ReceiverObservationConvention", "ReceiverObservationDocumentation"),
			// Spring's way to write a condition: the annotation names its class, which
			// reads
			// the annotation.
			Set.of("ConditionalOnReceiver", "OnReceiverCondition"),
			// A thread knows its synchronizations, and each of them takes itself out of
			// sight.
			Set.of("CurrentJournals", "JournalSynchronization"),
			// The change of a receiver is described as the endpoint's other answers are.
			Set.of("ReceiverChange", "SignalsEndpoint"));

	@Test
	void rootImportsNoPackageOfOurs() {
		noClasses().that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".*..")
			.check(LIBRARY);
	}

	@Test
	void dispatchImportsOnlyTheRoot() {
		noClasses().that()
			.resideInAPackage(ROOT + ".dispatch")
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".*..")
				.and(resideInAPackage(ROOT + ".dispatch").negate().as("reside outside of dispatch")))
			.check(LIBRARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "declaration", "capture", "delivery", "delivery.durable.json", "observation", "actuate",
			"bridge" })
	void leavesImportOnlyTheRootAndDispatch(String leaf) {
		leafImportsOnly(leaf, ROOT + ".dispatch", ROOT + "." + leaf);
	}

	@ParameterizedTest
	@ValueSource(strings = { "capture.repository", "capture.persistence", "capture.bulk" })
	void capturesImportWhatTheyShareToo(String capture) {
		leafImportsOnly(capture, ROOT + ".dispatch", ROOT + ".capture", ROOT + "." + capture);
	}

	@Test
	void durableDeliveryImportsItsOwnFormatToo() {
		leafImportsOnly("delivery.durable", ROOT + ".dispatch", ROOT + ".delivery.durable",
				ROOT + ".delivery.durable.json");
	}

	private static void leafImportsOnly(String leaf, String... rooms) {
		noClasses().that()
			.resideInAPackage(ROOT + "." + leaf)
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".*..")
				.and(resideInAnyPackage(rooms).negate().as("reside in another leaf")))
			.check(LIBRARY);
	}

	@ParameterizedTest
	@MethodSource("rooms")
	void classesOfARoomHaveNoCycles(String room) {
		SliceRule rule = slices().assignedFrom(new ClassesOf(room)).should().beFreeOfCycles();
		for (Set<String> knot : KNOTS) {
			DescribedPredicate<JavaClass> inKnot = describe("one of " + knot,
					(type) -> knot.contains(ClassesOf.nameOf(type)));
			rule = rule.ignoreDependency(inKnot, inKnot);
		}
		rule.check(LIBRARY);
	}

	@ParameterizedTest
	@MethodSource("knots")
	void eachClassOfAKnotLeadsToEachOther(Set<String> knot) {
		Map<String, Set<String>> known = new HashMap<>();
		LIBRARY.forEach((type) -> known.computeIfAbsent(ClassesOf.nameOf(type), (name) -> new HashSet<>())
			.addAll(namesKnownTo(type)));
		for (String name : knot) {
			Set<String> reached = new HashSet<>();
			reach(name, known, knot, reached);
			assertThat(reached).as("what %s leads to", name).isEqualTo(knot);
		}
	}

	private static Set<String> namesKnownTo(JavaClass type) {
		return type.getDirectDependenciesFromSelf()
			.stream()
			.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
			.filter((target) -> target.getPackageName().equals(type.getPackageName()))
			.map(ClassesOf::nameOf)
			.filter((name) -> !name.equals(ClassesOf.nameOf(type)))
			.collect(Collectors.toSet());
	}

	private static void reach(String name, Map<String, Set<String>> known, Set<String> knot, Set<String> reached) {
		for (String next : known.getOrDefault(name, Set.of())) {
			if (knot.contains(next) && reached.add(next)) {
				reach(next, known, knot, reached);
			}
		}
	}

	private static Stream<Set<String>> knots() {
		return KNOTS.stream();
	}

	private static Stream<String> rooms() {
		return LIBRARY.stream().map(JavaClass::getPackageName).distinct().sorted();
	}

	@Test
	void nobodyImportsTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".autoconfigure..")
			.check(LIBRARY);
	}

	@Test
	void autoConfigurationOfAnApplicationKnowsNoneOfItsParts() {
		noClasses().that()
			.resideInAPackage(ROOT + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".autoconfigure.*..")
			.check(LIBRARY);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(LIBRARY);
	}

	@Test
	void thereIsNoRoomThatTheDesignDoesNotKnow() {
		Set<String> rooms = LIBRARY.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(rooms).allSatisfy((room) -> assertThat(
				room.equals(ROOT) || room.equals(ROOT + ".dispatch") || room.equals(ROOT + ".autoconfigure")
						|| LEAVES.stream().anyMatch((leaf) -> room.equals(ROOT + "." + leaf)))
			.as(room)
			.isTrue());
		assertThat(rooms).contains(ROOT, ROOT + ".dispatch", ROOT + ".capture.repository", ROOT + ".delivery");
	}

	@Test
	void storesStayInTheirLeafAndInTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".capture..", ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.data..", "org.hibernate..", "jakarta.persistence..")
			.check(LIBRARY);
	}

	@Test
	void jdbcAndMetricsStayInTheirLeaf() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".delivery.durable..", ROOT + ".capture..", ROOT + ".observation",
					ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "io.micrometer..")
			.check(LIBRARY);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(LIBRARY);
	}

	// P72
	@Test
	void settingsAreOfClassesThatEachApplicationHas() {
		noClasses().that()
			.haveNameMatching(".*\\.Signals\\w*Properties(\\$.*)?")
			.should()
			.dependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "org.springframework.boot.context..",
					ROOT + ".autoconfigure")
				.negate()
				.as("may be missing"))
			.check(LIBRARY);
	}

	@Test // P23
	void capturesLeaveNothingOnAThreadWhenTheirFactoryIsGone() {
		noFields().that()
			.areDeclaredInClassesThat()
			.resideInAPackage(ROOT + ".capture..")
			.and()
			.areStatic()
			.should()
			.haveRawType(ThreadLocal.class)
			.check(LIBRARY);
	}

	@Test
	void ownDeliveriesUseNoTransactionalListener() { // S13, P57
		noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.transaction.event.TransactionalEventListener")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.transaction.event.TransactionalApplicationListener")
			.check(LIBRARY);
	}

	@Test
	void everyPackageIsNullMarkedAndExplained() throws Exception {
		Set<String> packages = LIBRARY.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		for (String name : packages) {
			Class<?> info = Class.forName(name + ".package-info");
			assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
		}
	}

	/**
	 * Each class of a package with those that it encloses.
	 *
	 * @param room the package
	 */
	private record ClassesOf(String room) implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().equals(this.room) ? SliceIdentifier.of(nameOf(type))
					: SliceIdentifier.ignore();
		}

		static String nameOf(JavaClass type) {
			return outermost(type).getSimpleName();
		}

		private static JavaClass outermost(JavaClass type) {
			return type.getEnclosingClass().map(ClassesOf::outermost).orElse(type);
		}

		@Override
		public String getDescription() {
			return "classes of " + this.room;
		}

	}

}
