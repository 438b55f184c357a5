package io.millrace.duckdb.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the records stand that DuckDB reads. They are numbered from 0 over all files; a line that DuckDB passes over has
 * no number, so that the difference between number and line changes there.
 */
final class Places {

    private final List<Long> firstOfFile = new ArrayList<>();
    private final List<Long> tooLarge = new ArrayList<>();
    private long[] from = new long[16];
    private int[] file = new int[16];
    private long[] shift = new long[16];
    private int size;
    private long next;

    void beginFile() {
        firstOfFile.add(next);
    }

    /** Takes the next record that DuckDB reads. */
    void add(long line, boolean isTooLarge) {
        if (isTooLarge) {
            tooLarge.add(next);
        }
        int current = firstOfFile.size() - 1;
        long difference = next - line;
        if (size == 0 || file[size - 1] != current || shift[size - 1] != difference) {
            if (size == from.length) {
                from = Arrays.copyOf(from, 2 * size);
                file = Arrays.copyOf(file, 2 * size);
                shift = Arrays.copyOf(shift, 2 * size);
            }
            from[size] = next;
            file[size] = current;
            shift[size] = difference;
            size++;
        }
        next++;
    }

    /** How many records of the first files DuckDB must have read. */
    long recordsBefore(int files) {
        return files < firstOfFile.size() ? firstOfFile.get(files) : next;
    }

    List<Long> tooLarge() {
        return tooLarge;
    }

    int size() {
        return size;
    }

    /** The number of the first record of a place. */
    long from(int index) {
        return from[index];
    }

    int file(int index) {
        return file[index];
    }

    /** The number of a record less its line. */
    long shift(int index) {
        return shift[index];
    }
}
