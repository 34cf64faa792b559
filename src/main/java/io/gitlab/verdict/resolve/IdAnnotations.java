package io.gitlab.verdict.resolve;

import static java.util.Map.entry;

import io.gitlab.verdict.resolve.bytecode.AnnotationUse;
import io.gitlab.verdict.resolve.bytecode.ClassHierarchy;
import io.gitlab.verdict.resolve.ids.IdFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The annotation types that have ids, and the members with the ids. */
final class IdAnnotations {
    // From the jars of Allure 2.35, Qase 4.1, Xray 0.7 and 0.4, Zephyr Scale 2.0, ReportPortal, Serenity.
    private static final Map<String, List<String>> IDS = Map.ofEntries(
            entry("io.qameta.allure.TmsLink", List.of("value")),
            entry("io.qameta.allure.AllureId", List.of("value")),
            entry("io.qameta.allure.Issue", List.of("value")),
            entry("io.qameta.allure.Link", List.of("value", "name", "url")),
            entry("io.qameta.allure.LinkAnnotation", List.of("value")),
            entry("io.qameta.allure.LabelAnnotation", List.of("value")),
            entry("io.qase.commons.annotation.QaseId", List.of("value")),
            entry("io.qase.commons.annotation.QaseIds", List.of("value")),
            entry("io.qase.commons.annotation.CaseId", List.of("value")),
            entry("app.getxray.xray.junit.customjunitxml.annotations.XrayTest", List.of("key", "id")),
            entry("app.getxray.xray.junit.customjunitxml.annotations.Requirement", List.of("value")),
            entry("app.getxray.xray.testng.annotations.XrayTest", List.of("key", "labels")),
            entry("app.getxray.xray.testng.annotations.Requirement", List.of("key")),
            entry("com.smartbear.zephyrscale.junit.annotation.TestCase", List.of("key")),
            entry("com.epam.reportportal.annotations.TestCaseId", List.of("value")),
            entry("com.epam.reportportal.annotations.Issue", List.of("value")),
            entry("com.epam.reportportal.annotations.ExternalIssue", List.of("value")),
            entry("com.epam.reportportal.annotations.attribute.Attribute", List.of("value")),
            entry("net.serenitybdd.annotations.Issue", List.of("value")),
            entry("net.serenitybdd.annotations.Issues", List.of("value")),
            entry("net.serenitybdd.annotations.WithTag", List.of("value", "name")),
            entry("net.serenitybdd.annotations.WithTagValuesOf", List.of("value")),
            entry("net.serenitybdd.annotations.TestsRequirement", List.of("value")),
            entry("net.serenitybdd.annotations.TestsRequirements", List.of("value")),
            entry("net.thucydides.core.annotations.Issue", List.of("value")),
            entry("net.thucydides.core.annotations.Issues", List.of("value")),
            entry("net.thucydides.core.annotations.WithTag", List.of("value", "name")),
            entry("net.thucydides.core.annotations.WithTagValuesOf", List.of("value")),
            entry("com.tngtech.jgiven.annotation.IsTag", List.of("value", "name")),
            entry("spock.lang.Issue", List.of("value")),
            entry("spock.lang.See", List.of("value")),
            entry("spock.lang.Tag", List.of("value")),
            entry("org.junit.jupiter.api.Tag", List.of("value")),
            entry("org.junit.experimental.categories.Category", List.of("value")),
            entry("org.testng.annotations.Test", List.of("groups", "attributes")),
            entry("org.testng.annotations.CustomAttribute", List.of("name", "values")));

    // Sentences may mention other test cases: they count only if no annotation made for ids has an id.
    private static final Map<String, List<String>> SENTENCES = Map.ofEntries(
            entry("org.junit.jupiter.api.DisplayName", List.of("value")),
            entry("org.testng.annotations.Test", List.of("testName", "description", "suiteName")),
            entry("app.getxray.xray.junit.customjunitxml.annotations.XrayTest", List.of("summary", "description")),
            entry("app.getxray.xray.testng.annotations.XrayTest", List.of("summary", "description")),
            entry("com.smartbear.zephyrscale.junit.annotation.TestCase", List.of("name")),
            entry("io.qase.commons.annotation.QaseTitle", List.of("value")),
            entry("net.serenitybdd.annotations.Title", List.of("value")),
            entry("net.thucydides.core.annotations.Title", List.of("value")),
            entry("spock.lang.Title", List.of("value")));

    // Annotations of users' own annotation types, whose value holds the id.
    private static final Set<String> MARKERS = Set.of(
            "io.qameta.allure.LabelAnnotation",
            "io.qameta.allure.LinkAnnotation",
            "com.tngtech.jgiven.annotation.IsTag");

    private final ClassHierarchy hierarchy;
    private final IdFinder ids;
    private final Map<String, List<String>> configured;
    private final Map<String, Members> members = new HashMap<>();
    private final Map<List<AnnotationUse>, Map<String, String>> known = new IdentityHashMap<>();

    /**
     * The members of an annotation type that have ids.
     *
     * @param ids each value is an id
     * @param texts the values contain ids
     */
    private record Members(List<String> ids, List<String> texts) {}

    /** @param configured {@code com.acme.Tc} or {@code com.acme.Tc#key} */
    IdAnnotations(ClassHierarchy hierarchy, IdFinder ids, List<String> configured) {
        this.hierarchy = hierarchy;
        this.ids = ids;
        this.configured = members(configured);
    }

    /**
     * The ids in annotations, each with the simple name of the annotation type, in order.
     *
     * @param annotations those of one declaration; the answer for the same list is remembered
     */
    Map<String, String> ids(List<AnnotationUse> annotations) {
        return annotations.isEmpty() ? Map.of() : known.computeIfAbsent(annotations, this::search);
    }

    private Map<String, String> search(List<AnnotationUse> annotations) {
        List<AnnotationUse> uses = hierarchy.expand(annotations);
        Map<String, String> found = new LinkedHashMap<>();
        for (AnnotationUse use : uses) {
            Members named = members.get(use.type());
            if (named == null) {
                named = members(use.type());
                members.put(use.type(), named);
            }
            for (String id : ids(use, named)) {
                found.putIfAbsent(id, use.simpleName());
            }
        }
        if (found.isEmpty()) {
            for (AnnotationUse use : uses) {
                for (String id : found(use, SENTENCES.getOrDefault(use.type(), List.of()))) {
                    found.putIfAbsent(id, use.simpleName());
                }
            }
        }
        return found.size() > 1 ? found : Map.copyOf(found);
    }

    private List<String> ids(AnnotationUse use, Members named) {
        return named.ids().isEmpty()
                ? found(use, named.texts())
                : named.ids().stream()
                        .flatMap(member -> use.texts(member).stream())
                        .map(String::trim)
                        .filter(id -> !id.isEmpty())
                        .toList();
    }

    private Members members(String type) {
        List<String> texts = Stream.concat(
                        IDS.getOrDefault(type, List.of()).stream(), marked(type) ? Stream.of("value") : Stream.empty())
                .toList();
        return new Members(configured.getOrDefault(sourceName(type), List.of()), texts);
    }

    private List<String> found(AnnotationUse use, List<String> members) {
        if (members.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>(1);
        for (String member : members) {
            for (String text : use.texts(member)) {
                found.addAll(ids.in(text));
            }
        }
        return found;
    }

    private boolean marked(String type) {
        return hierarchy.classPath().find(type).stream()
                .flatMap(found -> found.annotations().stream())
                .anyMatch(meta -> MARKERS.contains(meta.type()));
    }

    private static Map<String, List<String>> members(List<String> configured) {
        Map<String, List<String>> members = new HashMap<>();
        for (String setting : configured) {
            String[] parts = setting.split("#", 2);
            members.merge(
                    sourceName(parts[0]),
                    List.of(parts.length == 1 ? "value" : parts[1]),
                    (left, right) ->
                            Stream.concat(left.stream(), right.stream()).toList());
        }
        return members;
    }

    /** Settings may have {@code com.acme.Ids.Tc} for {@code com.acme.Ids$Tc} in bytecode. */
    private static String sourceName(String type) {
        return type.replace('$', '.');
    }
}
