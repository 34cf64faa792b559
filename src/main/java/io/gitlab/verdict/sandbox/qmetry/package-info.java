/**
 * The embedded tracker as QMetry Test Management: its REST service below {@code rest/}.
 *
 * <p>The API key is in the header {@code apikey}, the project (id, key, name, or {@code default}) in {@code project}. {@link
 * io.gitlab.verdict.sandbox.qmetry.SeedData#standard()} has two projects, defined in {@code seed.yaml}: {@code ACME} and
 * {@code 3b3}, whose statuses have overlapping ids with different meanings. In {@code 3b3} a build is mandatory, and each
 * change of a status is signed by {@code signer} with {@code _sandbox-signature}. Behaviour without documentation is listed
 * in {@link io.gitlab.verdict.sandbox.qmetry.Assumption}.
 */
package io.gitlab.verdict.sandbox.qmetry;
