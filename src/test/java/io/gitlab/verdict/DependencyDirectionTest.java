package io.gitlab.verdict;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.gitlab.verdict.http.SystemSleeper;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** Holds the house together: dependencies point one way, and what makes tests slow or surprising stays outside. */
@AnalyzeClasses(packages = "io.gitlab.verdict", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {

    /** Who may use whom; whoever is not named may be used by nobody. */
    @ArchTest
    static final ArchRule dependenciesPointDownwards = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.gitlab.verdict..")
            .layer("mojo")
            .definedBy("..verdict.mojo..")
            .layer("publish")
            .definedBy("..verdict.publish..")
            .layer("report")
            .definedBy("..verdict.report..")
            .layer("resolve")
            .definedBy("..verdict.resolve..")
            .layer("evidence")
            .definedBy("..verdict.evidence..")
            .layer("ci")
            .definedBy("..verdict.ci..")
            .layer("outbox")
            .definedBy("..verdict.outbox..")
            .layer("adapters")
            .definedBy("..verdict.tracker.*..")
            .layer("tracker")
            .definedBy("io.gitlab.verdict.tracker")
            .layer("http")
            .definedBy("..verdict.http..")
            .layer("sandbox")
            .definedBy("..verdict.sandbox..")
            .layer("page")
            .definedBy("..verdict.page..")
            .layer("domain")
            .definedBy("..verdict.domain..")
            .layer("files")
            .definedBy("..verdict.files..")
            .layer("text")
            .definedBy("..verdict.text..")
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("mojo")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("adapters")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("publish")
            .mayOnlyBeAccessedByLayers("mojo")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("mojo", "publish")
            .whereLayer("resolve")
            .mayOnlyBeAccessedByLayers("mojo", "publish")
            .whereLayer("evidence")
            .mayOnlyBeAccessedByLayers("mojo", "publish")
            .whereLayer("ci")
            .mayOnlyBeAccessedByLayers("mojo", "publish")
            .whereLayer("outbox")
            .mayOnlyBeAccessedByLayers("mojo", "publish", "evidence")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("mojo")
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("mojo")
            .whereLayer("tracker")
            .mayOnlyBeAccessedByLayers("mojo", "publish", "adapters")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("mojo", "publish", "tracker", "adapters");

    @ArchTest
    static final ArchRule adaptersKnowTrackerHttpAndDomainOnly = noClasses()
            .that()
            .resideInAPackage("..verdict.tracker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..verdict.mojo..",
                    "..verdict.publish..",
                    "..verdict.report..",
                    "..verdict.resolve..",
                    "..verdict.evidence..",
                    "..verdict.ci..",
                    "..verdict.outbox..",
                    "..verdict.page..",
                    "..verdict.sandbox..");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther =
            slices().matching("io.gitlab.verdict.tracker.(*)..").should().notDependOnEachOther();

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
}
