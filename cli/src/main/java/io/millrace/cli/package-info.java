/** The {@code millrace} command: {@link io.millrace.cli.Main} starts it, {@link io.millrace.cli.Verb} is its table of contents. */
package io.millrace.cli;
