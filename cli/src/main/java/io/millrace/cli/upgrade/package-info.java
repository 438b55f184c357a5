/** The verb that says whether a job can go on from what another left behind. */
package io.millrace.cli.upgrade;
