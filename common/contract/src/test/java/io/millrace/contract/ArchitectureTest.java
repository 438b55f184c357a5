package io.millrace.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.millrace.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_the_jdk_and_three_libraries_are_known = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.millrace.contract..",
                    "java..",
                    "org.snakeyaml..",
                    "dev.cel..",
                    "com.google.re2j..",
                    "com.google.common.collect..");

    @ArchTest
    static final ArchRule yaml_is_parsed_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("io.millrace.contract.read")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule cel_stays_behind_its_package = noClasses()
            .that()
            .resideOutsideOfPackage("io.millrace.contract.cel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.common..");

    @ArchTest
    static final ArchRule the_model_knows_only_itself = classes()
            .that()
            .resideInAnyPackage("io.millrace.contract", "io.millrace.contract.rule")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.millrace.contract", "io.millrace.contract.rule", "java..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.millrace.(**)").should().beFreeOfCycles();
}
