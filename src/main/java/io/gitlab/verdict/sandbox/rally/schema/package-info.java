/** Rally's types and attributes, from a table. */
package io.gitlab.verdict.sandbox.rally.schema;
