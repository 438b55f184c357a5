package io.millrace.duckdb.read;

import io.millrace.duckdb.engine.Session;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.ZstdLines;
import io.millrace.zones.input.LineRecords;
import io.millrace.zones.json.LineBuffer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBAppender;

/** Copies every record to raw as it came, and notes where those stand that DuckDB reads. */
public final class FileReading implements Reading {

    /** An empty line, which is no record. */
    private static final byte[] LINE_FEED = {'\n'};

    private final List<InputFile> files;
    private final Lake lake;
    private final String dataset;
    private final long mostBytes;
    private final Places places = new Places();
    private final LineBuffer line = new LineBuffer();
    private volatile long records;
    private long bytesBefore;

    public FileReading(List<InputFile> files, Lake lake, Plan plan) {
        this.files = files;
        this.lake = lake;
        dataset = plan.dataset();
        mostBytes = plan.contract().source().maxBytes();
    }

    @Override
    public List<InputPart> parts() {
        return files.stream()
                .map(file -> new InputPart(
                        Path.of(file.uri()), file.source(), file.bytes(), file.compression(), folder(file)))
                .toList();
    }

    @Override
    public byte[] between(InputPart part) {
        return part.compression() == Compression.NONE ? LINE_FEED : null;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long readBefore(int count) {
        return places.recordsBefore(count);
    }

    @Override
    public void run(Session session, LongConsumer progress) throws IOException, SQLException, InterruptedException {
        int at = 0;
        while (at < files.size()) {
            int end = at;
            while (end < files.size() && folder(files.get(end)).equals(folder(files.get(at)))) {
                end++;
            }
            copy(at, end, progress);
            at = end;
        }
        store(session);
    }

    /** Files of one folder follow each other, since they are in the order of their time. */
    private void copy(int begin, int end, LongConsumer progress) throws IOException, InterruptedException {
        Path folder =
                Files.createDirectories(Path.of(lake.folder(Zone.RAW, dataset)).resolve(folder(files.get(begin))));
        Path target = folder.resolve("lines" + begin + Zone.RAW.suffix());
        long before = records;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 18);
                ZstdLines raw = new ZstdLines(out)) {
            for (InputFile file : files.subList(begin, end)) {
                copy(file, raw, progress);
            }
            raw.write(line);
            line.clear();
            raw.finish();
        }
        if (records == before) {
            Files.delete(target);
        }
    }

    private void copy(InputFile file, ZstdLines raw, LongConsumer progress) throws IOException, InterruptedException {
        places.beginFile();
        long count = records;
        try (LineRecords input = LineRecords.of(file)) {
            while (input.advance()) {
                RawLine.write(input.record(), line);
                if (line.length() > 1 << 16) {
                    raw.write(line);
                    line.clear();
                }
                if (isRead(input)) {
                    places.add(input.line(), input.to() - input.from() > mostBytes);
                }
                count++;
                if ((count & 0xFFF) == 0) {
                    records = count;
                    progress.accept(bytesBefore + input.bytesRead());
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        }
        records = count;
        bytesBefore += file.bytes();
        progress.accept(bytesBefore);
    }

    /** Whether DuckDB sees the record: it passes over lines of nothing but what C calls space. */
    static boolean isRead(LineRecords input) {
        for (int at = input.from(); at < input.to(); at++) {
            byte unit = input.array()[at];
            if (unit != ' ' && (unit < '\t' || unit > '\r')) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fills the table {@code place}, and {@code too_large} with the numbers of records that are longer than allowed:
     * DuckDB does not see the white space around a line, which counts.
     */
    private void store(Session session) throws SQLException {
        try (DuckDBAppender appender = session.appender("too_large")) {
            for (long number : places.tooLarge()) {
                appender.beginRow();
                appender.append(number);
                appender.endRow();
            }
        }
        try (DuckDBAppender appender = session.appender("place")) {
            for (int index = 0; index < places.size(); index++) {
                InputFile file = files.get(places.file(index));
                appender.beginRow();
                appender.append(places.from(index));
                appender.append(file.source());
                appender.append("-");
                appender.append(
                        Instant.EPOCH.plus(file.sourceTime(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                appender.append(folder(file));
                appender.append(places.shift(index));
                appender.endRow();
            }
        }
    }

    @Override
    public SeenRecords open(int part) throws IOException {
        return new SeenLines(LineRecords.of(files.get(part)));
    }

    private static String folder(InputFile file) {
        return Lake.partitionName(file.sourceTime());
    }

    /** DuckDB reads lines in the order in which they count. */
    private record SeenLines(LineRecords lines) implements SeenRecords {
        @Override
        public boolean advance() throws IOException {
            return lines.advance();
        }

        @Override
        public boolean isRead() {
            return FileReading.isRead(lines);
        }

        @Override
        public long number(long read) {
            return read;
        }

        @Override
        public SourceRecord record() {
            return lines.record();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
