package io.gitlab.verdict.tracker.rally.wire;

import java.net.URI;

/** Addresses of Rally's own pages, for people. */
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
