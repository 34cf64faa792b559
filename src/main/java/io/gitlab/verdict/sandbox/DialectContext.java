package io.gitlab.verdict.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a dialect needs to run.
 *
 * @param directory of its state; exists
 * @param url the server's root, with a slash at its end
 * @param keys the API keys
 * @param clock the time of creations and of faults
 * @param tests what tests vary
 */
public record DialectContext(Path directory, URI url, ApiKeys keys, Clock clock, TestOptions tests) {}
