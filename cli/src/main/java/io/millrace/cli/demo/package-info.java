/** The verb that shows it all on one machine: broker, generator, job, zones, books. */
package io.millrace.cli.demo;
