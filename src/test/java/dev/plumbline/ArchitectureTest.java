package dev.plumbline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of dependency between modules and between the service's packages, and no others. */
final class ArchitectureTest {
    private static final String ROOT = "dev.plumbline.";
    private static final List<String> LIBRARIES =
            List.of("ingestion", "index", "inference", "eval");

    /** The service's features, in an order in which each knows only those before it. */
    private static final List<String> FEATURES =
            List.of(
                    "storage",
                    "tracing",
                    "releases",
                    "gateway",
                    "web",
                    "accounts",
                    "collections",
                    "projection",
                    "documents",
                    "search",
                    "conversations",
                    "answers",
                    "openai",
                    "mcp",
                    "monitoring",
                    "bench",
                    "cli");

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.plumbline");

    @ParameterizedTest
    @ValueSource(strings = {"ingestion", "index", "inference", "eval"})
    void libraryKnowsNoSiblingAndNoService(String library) {
        List<String> others = new ArrayList<>(FEATURES);
        LIBRARIES.stream().filter(other -> !other.equals(library)).forEach(others::add);
        noClasses()
                .that()
                .resideInAPackage(of(library))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(of(others))
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingestion", "index", "inference", "eval"})
    void libraryKnowsNoPlatformNoServingAndNoDatabase(String library) {
        noClasses()
                .that()
                .resideInAPackage(of(library))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.vertx..",
                        "jakarta..",
                        "com.sun.net.httpserver..",
                        "java.sql..",
                        "javax.sql..",
                        "org.hibernate..")
                .check(ALL);
    }

    @Test
    void everyPackageOfTheServiceHasItsPlaceInTheOrder() {
        assertThat(
                        packages(ALL).stream()
                                .filter(name -> name.length() > ROOT.length())
                                .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(LIBRARIES.stream(), FEATURES.stream()).toList());
    }

    @Test
    void featureKnowsOnlyThoseBeforeIt() {
        for (int i = 0; i < FEATURES.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(of(FEATURES.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(of(FEATURES.subList(i + 1, FEATURES.size())))
                    .check(ALL);
        }
    }

    @Test
    void waysInKnowNothingOfEachOther() {
        List<String> ways = List.of("openai", "mcp", "monitoring", "cli");
        for (String way : ways) {
            noClasses()
                    .that()
                    .resideInAPackage(of(way))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            of(ways.stream().filter(other -> !other.equals(way)).toList()))
                    .check(ALL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingestion", "index", "inference", "eval"})
    void librariesHaveNoCycles(String library) {
        slices().matching(ROOT + library + ".(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void serviceUsesOfEvaluationOnlyMeasuresAndJudges() {
        noClasses()
                .that()
                .resideInAnyPackage(of(FEATURES))
                .and()
                .resideOutsideOfPackage(of("cli"))
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage(of("eval"))
                                .and(
                                        JavaClass.Predicates.resideOutsideOfPackages(
                                                of("eval.metric"), of("eval.judge"))))
                .check(ALL);
    }

    @Test
    void quotingKnowsNoPrincipalsNoHttpAndNoStorage() {
        noClasses()
                .that()
                .resideInAPackage(of("answers.quoting"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        of("accounts"), of("web"), of("storage"), of("documents"), "jakarta..")
                .check(ALL);
    }

    @Test
    void rowsOfTheDatabaseStayInTheirFeature() {
        classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate().check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(
                        of(
                                List.of(
                                        "releases",
                                        "gateway",
                                        "web",
                                        "search",
                                        "openai",
                                        "mcp",
                                        "monitoring",
                                        "cli")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
                .check(ALL);
    }

    @Test
    void restTypesLiveInResources() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.([A-Z]\\w*Resource|AnswerEvents)(\\$\\w+)?")
                .and()
                .resideOutsideOfPackages(of("web"), of("accounts"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(ALL);
    }

    @Test
    void otherPeoplesLibrariesStayWhereTheyAreMet() {
        // Evaluation compares words by their stems, with an analyzer of its own.
        stays("org.apache.lucene..", "index", "eval.metric");
        stays("org.apache.tika..", "ingestion");
        stays("org.apache.pdfbox..", "ingestion");
        stays("ai.onnxruntime..", "gateway");
        stays(
                "dev.langchain4j..",
                "gateway",
                "bench", // as the peer that ours is measured beside
                "cli",
                "inference.langchain4j",
                "eval.judge");
    }

    @Test
    void memoryOfDevicesStaysInTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(of(FEATURES))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\..*")
                .check(ALL);
    }

    @Test
    void partsAreGivenToConstructors() {
        noFields().should().beAnnotatedWith(Inject.class).check(ALL);
    }

    @Test
    void everyPackageSaysWhatItIsForAndMarksWhatMayBeNull() throws ClassNotFoundException {
        for (String name : packages(ALL)) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    private static void stays(String packages, String... where) {
        noClasses()
                .that()
                .resideOutsideOfPackages(of(List.of(where)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .check(ALL);
    }

    private static Set<String> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    }

    private static String of(String feature) {
        return ROOT + feature + "..";
    }

    private static String[] of(List<String> features) {
        return features.stream().map(ArchitectureTest::of).toArray(String[]::new);
    }
}
