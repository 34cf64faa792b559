/** The wire format of WSAPI v2.0: requests, queries, references, envelopes, errors and the advice for each of them. */
package io.gitlab.verdict.tracker.rally.wire;
