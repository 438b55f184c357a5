/** Contracts as the command meets them: found, compiled, shown with their problems, validated and planned. */
package io.millrace.cli.contracts;
