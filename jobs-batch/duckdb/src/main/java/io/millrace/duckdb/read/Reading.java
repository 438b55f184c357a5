package io.millrace.duckdb.read;

import io.millrace.duckdb.engine.Session;
import io.millrace.pipeline.run.BoundedInput.Compression;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/** The input of a run as this process reads it, beside DuckDB. */
public interface Reading {

    /** What is read, in the order in which it is. */
    List<InputPart> parts();

    /**
     * A file.
     *
     * @param name for people
     * @param folder of the raw and error zone to which its records belong
     */
    record InputPart(Path path, String name, long bytes, Compression compression, String folder) {}

    /**
     * What stands between the texts of two parts when DuckDB is to read them as one; null when this one is to be read
     * alone.
     */
    byte[] between(InputPart part);

    /**
     * Reads all of it while DuckDB judges, and tells DuckDB what it has to know of the records; {@code progress} takes the
     * bytes read so far.
     */
    void run(Session session, LongConsumer progress) throws IOException, SQLException, InterruptedException;

    /** How many records there are, as far as they have been counted. */
    long records();

    /** How many records of the first parts DuckDB must have read; known when {@link #run} is over. */
    long readBefore(int parts);

    /** Opens a part for the row engine, as often as it likes. */
    SeenRecords open(int part) throws IOException;
}
