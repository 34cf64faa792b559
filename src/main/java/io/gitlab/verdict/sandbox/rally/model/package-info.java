/** Rally's objects: stored and derived attributes, relations, permissions, and the form of changes in the journal. */
package io.gitlab.verdict.sandbox.rally.model;
