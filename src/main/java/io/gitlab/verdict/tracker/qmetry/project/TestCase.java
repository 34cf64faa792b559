package io.gitlab.verdict.tracker.qmetry.project;

/**
 * A test case of the project.
 *
 * @param key such as {@code ACME-TC-12}
 * @param id its {@code tcID}
 * @param versionId its latest {@code tcVersionID}, by which it is linked
 * @param archived whether it is archived
 */
public record TestCase(String key, long id, long versionId, boolean archived) {}
