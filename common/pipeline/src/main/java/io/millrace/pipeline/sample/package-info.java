/**
 * The samples of a contract folder: records with the outcome that their author expects, run through the judge and the
 * dedupe decision like any stream.
 */
package io.millrace.pipeline.sample;
