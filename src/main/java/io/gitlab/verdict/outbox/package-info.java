/**
 * Where a publication lives, durably, until the tracker is proven to hold it.
 *
 * <p>An entry is one JSON document. In a directory it is the file {@code <id>.json}, and the directory may travel as an
 * artifact or cache to another machine: a file names no path, and no file's time or lock matters.
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
 *   <li>A file holds no line breaks and no byte beyond ASCII; other characters are escaped.
 *   <li>{@code format} comes first and {@code sha256} last, in every format there will be. The checksum is that of all
 *       bytes before its own comma, the last 77 bytes of the file: {@code head -c -77 FILE | sha256sum}.
 *   <li>{@code settings} are the tracker's own, by name, as they were given; credentials are never here, nor where to find
 *       them. {@code settled} is what the tracker found for them before anything was written; a replay uses it in their
 *       place. Before the tracker was asked it is empty.
 *   <li>{@code tests}, which may be absent, identify the executions: the same execution, read again, has the same one.
 *       A newer publication of the same build to the same place takes the place of an older entry's results that have its
 *       keys, or whose tests are all among its own.
 *   <li>Format 1 had neither {@code settled} nor {@code tests}; it can be read.
 *   <li>{@code date} in ISO 8601 and {@code duration} as an ISO 8601 duration; {@code executions} are positions in the
 *       executions of the run's {@code publication.json}.
 *   <li>{@code state} is the last known one: {@code pending} (never tried), {@code published}, {@code alreadyThere} or
 *       {@code unpublished}. Only {@code unpublished} has a {@code reason}; {@code url} is where a person finds the
 *       result, and may be absent.
 * </ul>
 *
 * <p>An entry with attachments has format 3. It has {@code "files":"<uuid>.files"} after {@code build}, the name of a
 * directory beside it that holds the bytes of each attachment in a file named by their SHA-256, and goes with the last
 * entry that names it. Its results have, after {@code executions}:
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
 *   <li>{@code size} and {@code sha256} are of what is sent, {@code execution} names the execution it belongs to.
 *   <li>{@code state} is {@code waiting}, {@code attached}, {@code alreadyThere} or {@code refused}; only the last has a
 *       {@code reason}.
 * </ul>
 */
package io.gitlab.verdict.outbox;
