/**
 * The embedded tracker as QMetry Test Management: its REST service below {@code rest/} of a {@link
 * io.gitlab.verdict.sandbox.Sandbox}, with state of its own.
 *
 * <p>A test starts it like this:
 *
 * <pre>{@code
 * Qmetry qmetry = Qmetry.standard();
 * try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(directory, "_key", clock), qmetry)) {
 *     URI url = sandbox.url();                          // what a user configures: the server's root
 *     sandbox.inflict(Faults.parse("stuck=0.1", seed)); // faults strike from now on
 *     List<StoredRun> truth = qmetry.runs();            // what is really stored, with every write
 *     List<SentRequest> sent = qmetry.requests();       // what reached the service
 * }
 * }</pre>
 *
 * <p>The key goes into the header {@code apikey}, the project (id, key, name, or {@code default}) into {@code project}.
 * The same service without faults is below {@link io.gitlab.verdict.sandbox.Sandbox#auditUrl()}, and {@code GET
 * audit/rest/runs} is {@link io.gitlab.verdict.sandbox.qmetry.Qmetry#runs()} as JSON, without a key.
 *
 * <p>{@link io.gitlab.verdict.sandbox.qmetry.World#standard()} has two projects, in {@code world.yaml}: {@code ACME} and
 * {@code 3b3}, whose status ids overlap and mean other things. In {@code 3b3} a build is mandatory, and each change of a
 * status is signed by {@code signer} with {@code _sandbox-signature}. More suites, of any size: {@code
 * World.standard().with("ACME", Suite.of("Big", "Chrome", "Sprint 1", 1, 2000))}. What no documentation settles is in
 * {@link io.gitlab.verdict.sandbox.qmetry.Assumption}.
 */
package io.gitlab.verdict.sandbox.qmetry;
