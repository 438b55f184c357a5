/** Holds what a job left behind against what this release would make of it. */
package io.millrace.stream.upgrade;
