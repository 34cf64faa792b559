/** Plans a publication from resolved tests, publishes it through the outbox, and replays the entries of the outbox. */
package io.gitlab.verdict.publish;
