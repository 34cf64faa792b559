/** The embedded tracker: an HTTP server on loopback that speaks Rally's WSAPI v2.0 and keeps its state in a directory. */
package io.gitlab.verdict.sandbox;
