/**
 * Makes records by seed and knows what must become of them: the expectation comes from what was decided, never from the
 * row engine, so that a run can be checked against it.
 */
package io.millrace.testkit.generate;
