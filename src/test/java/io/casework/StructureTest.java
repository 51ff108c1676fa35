package io.casework;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the house that the compiler does not know. */
class StructureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.casework");

    @Test
    void roomsHaveNoCirclesAndKeepTheirInsidesToThemselves() {
        ApplicationModules.of(CaseworkApplication.class).verify();
    }

    @Test
    void engineTypesStayBehindTheSeam() {
        noClasses().that().resideOutsideOfPackages("io.casework.procedure..", "io.casework.*.process..")
                .should().dependOnClassesThat().resideInAPackage("org.camunda..")
                .because("a later move to a maintained fork of the engine must be a change of imports in those packages only")
                .check(CLASSES);
    }

    @Test
    void theCasefileKnowsNoOtherRoom() {
        noClasses().that().resideInAPackage("io.casework.casefile..")
                .should().dependOnClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("io.casework..")
                                .and(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(
                                        "io.casework.casefile..", "io.casework.platform..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
