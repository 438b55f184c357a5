package io.millrace.zones.books;

/** Is told how far an audit has come. */
@FunctionalInterface
public interface Progress {

    void read(long files, long ofFiles, long bytes, long ofBytes);

    static Progress none() {
        return (files, ofFiles, bytes, ofBytes) -> {};
    }
}
