/** Bounded runs: what commits them. */
package io.millrace.zones.run;
