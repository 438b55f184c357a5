/** The format of a contract file: its keys, what their values may be, and what leaving them out means. */
package io.millrace.contract.format;
