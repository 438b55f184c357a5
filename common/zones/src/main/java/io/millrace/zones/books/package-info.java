/**
 * The books of a dataset: for each split, the offsets in raw are those in clean, rejected and duplicate, each once.
 * {@link io.millrace.zones.books.Books} proves it from the files alone.
 */
package io.millrace.zones.books;
