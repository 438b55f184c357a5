/** What a run left in the zones, set against what it says it did. */
package io.millrace.stream.books;
