/** Where the state of a job stands, and which snapshot is the newest. */
package io.millrace.stream.state;
