/** QMetry's Open API: requests, lists, rows, uploads and error messages. Contains no rule about results. */
package io.gitlab.verdict.tracker.qmetry.wire;
