/** What people and programs see: text, colour, JSON and progress. */
package io.millrace.cli.terminal;
