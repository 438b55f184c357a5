package io.millrace.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_contracts_the_jdk_and_one_library_are_known = classes()
            .that()
            .resideInAPackage("io.millrace.pipeline..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.millrace.contract..",
                    "io.millrace.pipeline..",
                    "java..",
                    "javax.crypto..",
                    "com.google.re2j..");

    @ArchTest
    static final ArchRule contracts_know_nothing_of_the_pipeline = noClasses()
            .that()
            .resideInAPackage("io.millrace.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.millrace.pipeline..");

    /** A request to the warehouse names places; only samples are read from any. */
    @ArchTest
    static final ArchRule files_are_read_for_samples_only = noClasses()
            .that()
            .resideInAPackage("io.millrace.pipeline..")
            .and()
            .resideOutsideOfPackages("io.millrace.pipeline.sample", "io.millrace.pipeline.warehouse")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql..");

    @ArchTest
    static final ArchRule patterns_are_matched_by_one_package = noClasses()
            .that()
            .resideInAPackage("io.millrace.pipeline..")
            .and()
            .resideOutsideOfPackage("io.millrace.pipeline.text")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.re2j..", "java.util.regex..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.millrace.(pipeline.*)..").should().beFreeOfCycles();
}
