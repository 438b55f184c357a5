/** The verbs of bounded runs. */
package io.millrace.cli.batch;
