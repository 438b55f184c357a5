/** The verbs of the warehouse: loading it and asking it. */
package io.millrace.cli.warehouse;
