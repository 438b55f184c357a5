/**
 * Dates and timestamps as Millrace reads and writes them, once for contracts, rules and rows: a strict grammar,
 * proleptic Gregorian, years 0001 to 9999, no allocation for a well-formed value.
 */
package io.millrace.contract.time;
