/** Looks whether the surroundings have what a run needs. */
package io.millrace.cli.doctor;
