/** Files of JSON lines as the input of a bounded run: which ones, of which time, and the records in them. */
package io.millrace.zones.input;
