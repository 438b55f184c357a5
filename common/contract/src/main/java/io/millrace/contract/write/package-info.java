/** A contract as text again. */
package io.millrace.contract.write;
