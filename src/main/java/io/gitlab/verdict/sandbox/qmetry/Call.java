package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.TestOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request to a project. Numbers may be strings, and strings numbers: the recorded examples have both.
 *
 * @param body missing if there is none
 * @param tests the switches
 * @param dice of its faults
 */
record Call(Request request, SeedData.Project project, JsonNode body, TestOptions tests, Dice dice) {

    boolean assumes(Assumption assumption) {
        return tests.assumes(assumption);
    }

    long number(String field) {
        return optionalNumber(field).orElseThrow(QmetryRefusals::missingField);
    }

    OptionalLong optionalNumber(String field) {
        return text(field).map(text -> OptionalLong.of(parsed(text))).orElse(OptionalLong.empty());
    }

    static Long parsed(String text) {
        if (!text.matches("-?\\d{1,18}")) {
            throw QmetryRefusals.general();
        }
        return Long.valueOf(text);
    }

    Optional<String> text(String field) {
        JsonNode value = body.path(field);
        return value.isValueNode() && !value.isNull() && !value.asString("").isBlank()
                ? Optional.of(value.asString(""))
                : Optional.empty();
    }

    String required(String field) {
        return text(field).orElseThrow(QmetryRefusals::missingField);
    }

    /** Numbers in an array, in a comma-separated string, or a single one. */
    List<Long> numbers(String field) {
        JsonNode value = body.path(field);
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(each -> parsed(each.asString("")))
                    .toList();
        }
        return Arrays.stream(required(field).split(",")).map(Call::parsed).toList();
    }

    boolean isTrue(String field) {
        return text(field).filter("true"::equals).isPresent();
    }

    /** JSON that is sent as a string, such as filters, or as JSON. */
    JsonNode embedded(String field) {
        JsonNode value = body.path(field);
        if (!value.isString()) {
            return value;
        }
        try {
            return Json.MAPPER.readTree(value.stringValue());
        } catch (JacksonException e) {
            throw QmetryRefusals.general();
        }
    }
}
