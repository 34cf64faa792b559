/** The use cases: plan a publication, reconcile the tracker with it, and give an account. */
package io.gitlab.verdict.publish;
