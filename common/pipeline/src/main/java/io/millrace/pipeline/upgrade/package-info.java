/** Whether a job can go on, with this release and a contract, from what another left behind. */
package io.millrace.pipeline.upgrade;
