package io.gitlab.verdict.tracker.rally;

import java.net.URI;

/** Addresses of Rally's own pages, for people. */
final class Links {
    private Links() {}

    static URI testCase(URI root, long objectId) {
        return root.resolve("#/detail/testcase/" + objectId);
    }

    static URI testFolder(URI root, long objectId) {
        return root.resolve("#/detail/testfolder/" + objectId);
    }

    static URI testSet(URI root, long objectId) {
        return root.resolve("#/detail/testset/" + objectId);
    }
}
