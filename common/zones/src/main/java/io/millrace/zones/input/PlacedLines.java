package io.millrace.zones.input;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import java.io.IOException;

/** The records of a chunk of a file, which count file after file, and in each line after line. */
public final class PlacedLines implements OrderedRecords {

    /** Room for a million million lines in each of eight million files. */
    private static final int LINE_BITS = 40;

    private final LineRecords records;
    private final long file;

    private PlacedLines(LineRecords records, int number) {
        this.records = records;
        file = (long) number << LINE_BITS;
    }

    /**
     * Reads a chunk of a file.
     *
     * @param number the place of the file in the order of all files
     */
    public static PlacedLines of(InputFile file, int number, Chunk chunk) throws IOException {
        return new PlacedLines(LineRecords.of(file, chunk), number);
    }

    @Override
    public SourceRecord next() throws IOException {
        return records.next();
    }

    @Override
    public long order() {
        return file | records.line();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
