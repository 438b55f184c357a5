/** What a sink is given to write into a zone. */
package io.millrace.zones.record;
