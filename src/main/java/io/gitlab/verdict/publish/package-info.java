/** The use cases: plan a publication, reconcile the tracker with it, give an account; sweep up, and tell the status. */
package io.gitlab.verdict.publish;
