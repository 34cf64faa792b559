/** Rally's query language: from text to a condition on objects, and their order. */
package io.gitlab.verdict.sandbox.rally.query;
