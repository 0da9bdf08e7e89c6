package io.github.signals.test;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Holds the door to the library: the test kit sees what a leaf of it sees.
 */
class ArchitectureTests {

	@Test
	void theTestKitImportsOnlyTheRootAndDispatch() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("io.github.signals..")
				.and(resideInAnyPackage("io.github.signals", "io.github.signals.dispatch", "io.github.signals.test")
					.negate()
					.as("reside in a leaf of the library")))
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("io.github.signals.test"));
	}

}
