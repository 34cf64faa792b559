/**
 * The embedded tracker: the kernel. An HTTP server on loopback with a web page, faults, and a journaled store. It
 * contains no code for a tracker: each {@link io.gitlab.verdict.sandbox.Dialect} is a package below this one, found as
 * a service.
 */
package io.gitlab.verdict.sandbox;
