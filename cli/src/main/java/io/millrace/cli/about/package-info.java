/** Verbs about the command itself. */
package io.millrace.cli.about;
