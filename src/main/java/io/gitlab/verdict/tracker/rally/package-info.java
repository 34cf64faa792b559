/**
 * The adapter for Rally: WSAPI v2.0, as Broadcom documents it and as its toolkits use it. This package opens the
 * adapter; {@code wire} and {@code settings} are the lowest packages.
 */
package io.gitlab.verdict.tracker.rally;
