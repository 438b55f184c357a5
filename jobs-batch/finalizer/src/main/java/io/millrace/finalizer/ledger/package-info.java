/** What the warehouse knows of the files it has seen; stands in the same file as the facts and moves with them. */
package io.millrace.finalizer.ledger;
