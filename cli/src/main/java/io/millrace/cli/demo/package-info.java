/** The verb that shows it all on one machine: broker, generator, job, zones, warehouse, books. */
package io.millrace.cli.demo;
