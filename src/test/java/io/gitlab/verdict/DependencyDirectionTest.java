package io.gitlab.verdict;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.gitlab.verdict.time.SystemSleeper;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the house together: dependencies point one way, and what makes tests slow or surprising stays outside. */
@AnalyzeClasses(packages = "io.gitlab.verdict", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {

    private static final String[] LOWEST = {"settings", "time", "files", "text", "domain"};

    /** The packages from top to bottom, each with those it may use besides {@link #LOWEST}. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            entry("mojo", List.of("run", "publish", "report", "resolve", "output", "tracker", "ci", "http")),
            entry(
                    "run",
                    List.of(
                            "publish",
                            "sweep",
                            "status",
                            "sprint",
                            "doctor",
                            "reconcile",
                            "report",
                            "resolve",
                            "evidence",
                            "output",
                            "outbox",
                            "tracker",
                            "ci",
                            "http",
                            "sandbox")),
            entry("publish", List.of("reconcile", "report", "resolve", "evidence", "outbox", "tracker", "ci")),
            entry("sweep", List.of("reconcile", "outbox", "tracker")),
            entry("status", List.of("tracker")),
            entry("sprint", List.of("reconcile", "tracker")),
            entry("doctor", List.of("resolve", "tracker")),
            entry("reconcile", List.of("outbox", "tracker")),
            entry("report", List.of("output")),
            entry("resolve", List.of()),
            entry("evidence", List.of("outbox")),
            entry("output", List.of()),
            entry("outbox", List.of()),
            entry("adapters", List.of("tracker", "http")),
            entry("tracker", List.of("http")),
            entry("ci", List.of()),
            entry("http", List.of()),
            entry("settings", List.of()),
            entry("time", List.of()),
            entry("files", List.of()),
            entry("text", List.of()),
            entry("sandbox", List.of()),
            entry("domain", List.of()));

    @ArchTest
    static final ArchRule dependenciesPointDownwards = layers();

    private static ArchRule layers() {
        Architectures.LayeredArchitecture layers = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.gitlab.verdict..")
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : MAY_USE.keySet()) {
            layers = layers.layer(name).definedBy(packages(name));
        }
        for (Map.Entry<String, List<String>> layer : MAY_USE.entrySet()) {
            String[] allowed = Stream.concat(layer.getValue().stream(), Stream.of(LOWEST))
                    .filter(name -> !name.equals(layer.getKey()))
                    .toArray(String[]::new);
            layers = layers.whereLayer(layer.getKey()).mayOnlyAccessLayers(allowed);
        }
        return layers;
    }

    private static String packages(String layer) {
        return switch (layer) {
            case "adapters" -> "io.gitlab.verdict.tracker.*..";
            case "tracker" -> "io.gitlab.verdict.tracker";
            default -> "io.gitlab.verdict." + layer + "..";
        };
    }

    @ArchTest
    static final ArchRule adaptersKnowTrackerHttpAndDomainOnly = noClasses()
            .that()
            .resideInAPackage("..verdict.tracker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..verdict.mojo..",
                    "..verdict.run..",
                    "..verdict.publish..",
                    "..verdict.report..",
                    "..verdict.resolve..",
                    "..verdict.evidence..",
                    "..verdict.ci..",
                    "..verdict.outbox..",
                    "..verdict.output..",
                    "..verdict.sandbox..");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther =
            slices().matching("io.gitlab.verdict.tracker.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theKernelOfTheSandboxKnowsNoDialect = noClasses()
            .that()
            .resideInAPackage("io.gitlab.verdict.sandbox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.gitlab.verdict.sandbox.*..");

    @ArchTest
    static final ArchRule dialectsDoNotKnowEachOther =
            slices().matching("io.gitlab.verdict.sandbox.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule thereAreNoCycles =
            slices().matching("io.gitlab.verdict.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule domainKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("..verdict.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..verdict.domain..");

    @ArchTest
    static final ArchRule filesKnowTheJdkAndPlexusUtilsOnly = classes()
            .that()
            .resideInAPackage("..verdict.files..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..verdict.files..", "org.codehaus.plexus.util");

    @ArchTest
    static final ArchRule textKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("..verdict.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..verdict.text..");

    @ArchTest
    static final ArchRule onlyGoalsKnowMaven = noClasses()
            .that()
            .resideOutsideOfPackage("..verdict.mojo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "javax.inject..");

    @ArchTest
    static final ArchRule onlyHttpKnowsTheHttpClient = noClasses()
            .that()
            .resideOutsideOfPackage("..verdict.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule onlyCiKnowsTheLibraryOfCiSystems = noClasses()
            .that()
            .resideOutsideOfPackage("..verdict.ci..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.cucumber..");

    @ArchTest
    static final ArchRule nobodyEndsTheProcess = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyTheSleeperSleeps = noClasses()
            .that()
            .doNotBelongToAnyOf(SystemSleeper.class)
            .should()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule everyoneAsksAClockForTheTime = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyGoalsReadTheSystemClock = noClasses()
            .that()
            .resideOutsideOfPackage("..verdict.mojo..")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.type(PrintStream.class))));

    @ArchTest
    static final ArchRule nobodyUsesTheJdkLogger =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    /** Several builds may run in one JVM, one after the other or at once. */
    @ArchTest
    static final ArchRule nothingIsRememberedInStaticFields =
            fields().that().areStatic().should().beFinal();

    private static final int MOST_CLASSES = 35;

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        assertThat(topLevel(classes).collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    /** The same name in two packages means the same role in two adapters, or in two dialects. */
    @ArchTest
    static void namesAreUnique(JavaClasses classes) {
        Map<String, List<String>> packages = topLevel(classes)
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        assertThat(packages).allSatisfy((name, found) -> {
            if (found.size() > 1) {
                assertThat(found)
                        .as(name)
                        .allMatch(one -> one.matches("io\\.gitlab\\.verdict\\.(tracker|sandbox)\\..+"));
            }
        });
    }

    private static Stream<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> !one.getSimpleName().equals("package-info"));
    }
}
