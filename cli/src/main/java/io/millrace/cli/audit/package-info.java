/** The verb that proves the books, and how what it found is shown. */
package io.millrace.cli.audit;
