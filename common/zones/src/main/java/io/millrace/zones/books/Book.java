package io.millrace.zones.books;

/** The four sets of offsets that are compared. All but the first are doors by which a record leaves. */
enum Book {
    RAW,
    CLEAN,
    REJECTED,
    DUPLICATE
}
