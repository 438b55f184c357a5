/** Lines of JSON, written to and read from bytes without a text in between. */
package io.millrace.zones.json;
