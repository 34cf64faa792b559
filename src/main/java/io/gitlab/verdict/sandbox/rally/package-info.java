/** The embedded tracker as Rally: web service WSAPI v2.0, schema service, downloads, and pages. */
package io.gitlab.verdict.sandbox.rally;
