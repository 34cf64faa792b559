package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of several reports of one execution, each once. Of equal tags, the one at the greatest distance counts: a report
 * that does not know which element has a tag says 0.
 */
final class LabelUnion {
    private record Text(Label.Kind kind, String key, String text) {
        static Text of(Label label) {
            return new Text(label.kind(), label.key(), label.text());
        }
    }

    private LabelUnion() {}

    static List<Label> of(List<Label> labels, List<Label> more) {
        if (more.isEmpty()) {
            return labels;
        }
        Map<Text, Label> union = new LinkedHashMap<>();
        labels.forEach(label -> union.merge(Text.of(label), label, LabelUnion::farther));
        more.forEach(label -> union.merge(Text.of(label), label, LabelUnion::farther));
        return new ArrayList<>(union.values());
    }

    private static Label farther(Label one, Label other) {
        return other.distance() > one.distance() ? other : one;
    }
}
