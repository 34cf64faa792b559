package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small test classes; the frameworks they use are annotation types of the right names, nothing more. */
final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|interface) (\\w+)");

    private static final List<String> FRAMEWORKS = List.of(
            annotation("org.junit.jupiter.api.Test", ""),
            annotation("org.junit.jupiter.api.TestFactory", ""),
            annotation("org.junit.jupiter.api.RepeatedTest", "int value();"),
            annotation("org.junit.jupiter.params.ParameterizedTest", ""),
            annotation("org.junit.jupiter.api.Nested", ""),
            annotation("org.junit.jupiter.api.Disabled", "String value() default \"\";"),
            annotation("org.junit.jupiter.api.DisplayName", "String value();"),
            annotation("org.junit.jupiter.api.Tags", "Tag[] value();"),
            "package org.junit.jupiter.api; import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME)"
                    + " @Repeatable(Tags.class) public @interface Tag { String value(); }",
            annotation("org.junit.Test", ""),
            "package junit.framework; public class TestCase {}",
            annotation(
                    "org.testng.annotations.Test",
                    "String description() default \"\"; String[] groups() default {}; boolean enabled() default true;"
                            + " CustomAttribute[] attributes() default {};"),
            annotation("org.testng.annotations.CustomAttribute", "String name(); String[] values() default {};"),
            annotation("org.testng.annotations.BeforeClass", ""),
            annotation("org.testng.annotations.AfterMethod", ""),
            annotation("org.spockframework.runtime.model.FeatureMetadata", "String name();"),
            annotation("io.qameta.allure.TmsLink", "String value();"),
            annotation("io.qameta.allure.LabelAnnotation", "String name(); String value() default \"\";"),
            annotation("io.qase.commons.annotation.QaseId", "long value();"),
            annotation("app.getxray.xray.junit.customjunitxml.annotations.XrayTest", "String key();"));

    private Compiled() {}

    /** Compiles the sources and the frameworks into the directory. */
    static Path into(Path directory, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<JavaFileObject> files = Stream.concat(FRAMEWORKS.stream(), Stream.of(sources))
                .<JavaFileObject>map(Source::new)
                .toList();
        List<String> options = List.of("-d", directory.toString(), "-proc:none");
        assertThat(compiler.getTask(messages, null, null, options, null, files).call())
                .as(messages.toString())
                .isTrue();
        return directory;
    }

    static String annotation(String name, String members) {
        int dot = name.lastIndexOf('.');
        return "package " + name.substring(0, dot) + "; import java.lang.annotation.*;"
                + " @Retention(RetentionPolicy.RUNTIME) public @interface " + name.substring(dot + 1) + " { " + members
                + " }";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(
                    URI.create(
                            "string:///" + group(PACKAGE, text).replace('.', '/') + "/" + group(TYPE, text) + ".java"),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String group(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return matcher.group(1);
        }
    }
}
