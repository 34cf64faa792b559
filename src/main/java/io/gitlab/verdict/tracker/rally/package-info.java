/** The adapter for Rally: WSAPI v2.0 as Broadcom documents it and as its toolkits speak it, with its quirks. */
package io.gitlab.verdict.tracker.rally;
