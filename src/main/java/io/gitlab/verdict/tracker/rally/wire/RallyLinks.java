package io.gitlab.verdict.tracker.rally.wire;

import java.net.URI;

/** URLs of pages in Rally's web interface. */
public final class RallyLinks {
    private RallyLinks() {}

    public static URI testCase(URI root, long objectId) {
        return root.resolve("#/detail/testcase/" + objectId);
    }

    public static URI testFolder(URI root, long objectId) {
        return root.resolve("#/detail/testfolder/" + objectId);
    }

    public static URI testSet(URI root, long objectId) {
        return root.resolve("#/detail/testset/" + objectId);
    }
}
