/** Plans a publication from resolved tests, delivers it by way of the outbox, and replays what waits there. */
package io.gitlab.verdict.publish;
