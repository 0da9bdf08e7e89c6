package io.github.signals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

	private static final List<String> LEAVES = List.of("capture.repository", "capture.persistence", "delivery",
			"delivery.durable", "observation", "actuate");

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
	@ValueSource(strings = { "capture.repository", "capture.persistence", "delivery", "delivery.durable", "observation",
			"actuate" })
	void leavesImportOnlyTheRootAndDispatch(String leaf) {
		noClasses().that()
			.resideInAPackage(ROOT + "." + leaf)
			.should()
			.dependOnClassesThat(resideInAPackage(ROOT + ".*..")
				.and(resideInAnyPackage(ROOT + ".dispatch", ROOT + "." + leaf).negate().as("reside in another leaf")))
			.check(LIBRARY);
	}

	@Test
	void nobodyImportsTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".autoconfigure")
			.check(LIBRARY);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(LIBRARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "capture.persistence" })
	void classesInsideAPackageHaveNoCycles(String leaf) {
		slices().assignedFrom(new TopLevelClasses(ROOT + "." + leaf)).should().beFreeOfCycles().check(LIBRARY);
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
			.resideOutsideOfPackages(ROOT + ".capture..", ROOT + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.data..", "org.hibernate..", "jakarta.persistence..")
			.check(LIBRARY);
	}

	@Test
	void jdbcAndMetricsStayInTheirLeaf() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".delivery.durable", ROOT + ".capture..", ROOT + ".observation",
					ROOT + ".autoconfigure")
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

	/** Each class, with those that are nested in it. */
	private record TopLevelClasses(String packageName) implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			String name = type.getName();
			return type.getPackageName().equals(this.packageName) ? SliceIdentifier.of(name.split("\\$")[0])
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "classes of " + this.packageName;
		}

	}

}
