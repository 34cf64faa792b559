/**
 * Durable storage of publications until the tracker is proven to hold them.
 *
 * <p>The port is {@link io.gitlab.verdict.outbox.Outbox}; {@link io.gitlab.verdict.outbox.OutboxFactory} finds the
 * implementation. The rest of this page is the format of the outbox in a directory.
 *
 * <p>An entry is one JSON document in the file {@code <id>.json}. The directory may be moved to another machine as an
 * artifact or cache: a file contains no path, and times and locks of files are irrelevant.
 *
 * <pre>{@code
 * {"format":2,
 *  "entry":{
 *    "storedAt":"2026-11-21T20:15:07.250Z",
 *    "tracker":"rally",
 *    "settings":{"project":"Shop","testSet":"iteration","workspace":"Acme"},
 *    "settled":{"testSet":"TS42"},
 *    "build":"GitLab-4711",
 *    "results":[
 *      {"testCase":"TC12","date":"2026-11-21T20:15:03.120Z","verdict":"Fail","duration":"PT1.5S",
 *       "notes":"failed: shop.CartIT.adds","executions":[0,7],
 *       "tests":["53a2..."],"state":"unpublished","reason":"tracker unavailable"},
 *      {"testCase":"TC13","date":"2026-11-21T20:15:03.120Z","verdict":"Pass","duration":"PT0S",
 *       "notes":"passed: shop.CartIT.removes","executions":[1],"state":"published",
 *       "url":"https://rally1.rallydev.com/slm/webservice/v2.0/testcaseresult/1"},
 *      {"testCase":"TC14","date":"2026-11-21T20:15:03.120Z","verdict":"Pass","duration":"PT0.02S",
 *       "notes":"passed: shop.CartIT.counts","executions":[2],"state":"pending"}]},
 *  "sha256":"<64 hexadecimal digits>"}
 * }</pre>
 *
 * <ul>
 *   <li>A file contains only ASCII and no line breaks; other characters are escaped.
 *   <li>{@code format} comes first and {@code sha256} last, in every format. The checksum is that of all bytes before its
 *       own comma, which begins the last 77 bytes of the file: {@code head -c -77 FILE | sha256sum}.
 *   <li>{@code settings} are the tracker's own, by name, as they were given, without credentials or references to them.
 *       {@code settled} is what date-dependent settings resolved to before anything was written; a replay uses these values
 *       instead. It is empty until the tracker was asked.
 *   <li>{@code tests} is optional and identifies the executions: the same execution has the same text in any report of the
 *       run. A newer publication of the same build and settings replaces an older entry's results that have the same keys,
 *       or whose tests are all among those of the new publication.
 *   <li>Format 1 has neither {@code settled} nor {@code tests}; it can be read.
 *   <li>{@code date} in ISO 8601 and {@code duration} as an ISO 8601 duration; {@code executions} are positions in the
 *       executions of the run's {@code publication.json}.
 *   <li>{@code state} is the last known one: {@code pending} (still to be published), {@code published},
 *       {@code alreadyThere} or {@code unpublished}. Only {@code unpublished} has a {@code reason}; {@code url} is the
 *       address of the result, and optional.
 * </ul>
 *
 * <p>An entry with attachments has format 3: {@code "files":"<uuid>.files"} after {@code build} is the name of a directory
 * beside it, with one file per attachment, named by the SHA-256 of its bytes. The directory is deleted with the last entry
 * that names it. The results have, after {@code executions}:
 *
 * <pre>{@code
 *       "attachments":[
 *         {"name":"screenshot.png","size":48120,"sha256":"<64 hexadecimal digits>","execution":"shop.CartIT.adds",
 *          "state":"attached"},
 *         {"name":"trace.json","size":912,"sha256":"<64 hexadecimal digits>","execution":"shop.CartIT.adds",
 *          "state":"waiting"}]
 * }</pre>
 *
 * <ul>
 *   <li>{@code size} and {@code sha256} are of the bytes that are sent; {@code execution} names their execution.
 *   <li>{@code state} is {@code waiting}, {@code attached}, {@code alreadyThere} or {@code refused}; only the last has a
 *       {@code reason}.
 * </ul>
 *
 * <p>An entry whose attempts were postponed or abandoned, or that was replayed, has format 4. It has, before {@code results}, some of these:
 * {@code "attempts":3}, the number of postponed attempts; {@code "nextAttempt":"2026-11-21T20:16:00Z"}, before which no
 * automatic attempt begins; {@code "dead":"it cannot be replayed"}, the reason why only an explicit replay tries it;
 * {@code "lastReplay":"2026-11-21T20:20:00Z"}, when the last replay began to publish it.
 */
package io.gitlab.verdict.outbox;
