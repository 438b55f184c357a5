package io.millrace.duckdb.read;

import io.millrace.duckdb.engine.Session;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.RawFile;
import io.millrace.zones.LineHead;
import io.millrace.zones.input.RawRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBAppender;

/**
 * Files of the raw zone. DuckDB reads every line of them, and another pass notes where each record stood: what stands in no
 * order and in no row has a place of its own.
 */
public final class RawReading implements Reading {

    private static final byte[] NOTHING = {};

    private final List<RawFile> files;
    private final long[] readBefore;

    private RawReading(List<RawFile> files, long[] readBefore) {
        this.files = files;
        this.readBefore = readBefore;
    }

    public static RawReading of(List<RawFile> files) throws IOException {
        long[] readBefore = new long[files.size() + 1];
        for (int index = 0; index < files.size(); index++) {
            long numbers = Files.size(Path.of(files.get(index).order())) / Long.BYTES;
            readBefore[index + 1] = readBefore[index] + numbers;
        }
        return new RawReading(files, readBefore);
    }

    @Override
    public List<InputPart> parts() {
        return files.stream().map(RawReading::part).toList();
    }

    private static InputPart part(RawFile file) {
        Path path = Path.of(file.uri());
        String folder = path.getParent().getFileName().toString();
        return new InputPart(path, path.toString(), file.bytes(), Compression.ZSTD, folder);
    }

    /** Frames that follow each other are one text, and each ends with a line feed. */
    @Override
    public byte[] between(InputPart part) {
        return NOTHING;
    }

    /** The records stand in raw already; what DuckDB has to know is where. */
    @Override
    public void run(Session session, LongConsumer progress) throws IOException, SQLException, InterruptedException {
        long read = 0;
        long bytes = 0;
        try (DuckDBAppender places = session.appender("place")) {
            for (RawFile file : files) {
                String folder = part(file).folder();
                try (RawRecords records = RawRecords.of(file)) {
                    while (records.advance()) {
                        add(records, folder, read++, places);
                        if ((read & 0xFFFF) == 0 && Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                    }
                }
                bytes += file.bytes();
                progress.accept(bytes);
            }
        }
    }

    private static void add(RawRecords records, String folder, long row, DuckDBAppender places)
            throws IOException, SQLException {
        LineHead head = records.head();
        places.beginRow();
        places.append(records.order());
        places.append(head.source());
        places.append(head.split());
        places.append(Instant.EPOCH.plus(head.sourceTime(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        places.append(folder);
        places.append(records.order() - head.offset());
        places.append(row);
        places.endRow();
    }

    @Override
    public long records() {
        return readBefore[files.size()];
    }

    @Override
    public long readBefore(int parts) {
        return readBefore[parts];
    }

    @Override
    public SeenRecords open(int part) throws IOException {
        return new Seen(RawRecords.of(files.get(part)));
    }

    private record Seen(RawRecords records) implements SeenRecords {
        @Override
        public boolean advance() throws IOException {
            return records.advance();
        }

        @Override
        public boolean isRead() {
            return true;
        }

        @Override
        public long number(long reading) {
            return records.order();
        }

        @Override
        public SourceRecord record() throws IOException {
            return records.record();
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
