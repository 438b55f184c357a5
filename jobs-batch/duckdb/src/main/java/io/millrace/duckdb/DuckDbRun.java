package io.millrace.duckdb;

import io.millrace.duckdb.engine.Session;
import io.millrace.duckdb.read.FileReading;
import io.millrace.duckdb.read.RawReading;
import io.millrace.duckdb.read.Reading;
import io.millrace.duckdb.read.Reading.InputPart;
import io.millrace.duckdb.read.RoutedRecords;
import io.millrace.duckdb.read.RoutedRecords.Agreement;
import io.millrace.duckdb.sql.LinesSql;
import io.millrace.duckdb.sql.RunSql;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedListener.Progress;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Counts;
import io.millrace.zones.Lake;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One run.
 *
 * <pre>
 *   input ─┬─► DuckDB: judged ───────────────┬─► candidates ─► one a key ─► clean, sealed
 *          └─► raw, places ─► row engine ────┘                        └─► duplicates
 *                             (undecided)    └─► rejected
 * </pre>
 *
 * Records that come from raw are not written there again.
 */
final class DuckDbRun implements AutoCloseable {

    /** Files are read together up to so many bytes, so that small ones do not cost a statement each. */
    private static final long GROUP_BYTES = 64L << 20;

    /** A longer line makes DuckDB refuse its file; then the row engine reads it. */
    private static final long LONGEST_LINE = 16L << 20;

    /** What DuckDB says when it is at a loss with the data, not with the machine. */
    private static final List<String> DATA_ERRORS =
            List.of("maximum_object_size", "Out of Range Error", "Conversion Error", "Invalid Input Error");

    private final BoundedWork work;
    private final BoundedListener listener;
    private final Plan plan;
    private final Reading reading;
    private final List<InputPart> parts;
    private final Lake staging;
    private final RunSql sql;
    private final Session session;

    /** Rows judged after so many files. */
    private final Map<Integer, Long> judgedBy = new TreeMap<>();

    private long judgedRows;

    private DuckDbRun(BoundedWork work, BoundedListener listener, Reading reading, LinesSql lines, Session session) {
        this.work = work;
        this.listener = listener;
        this.reading = reading;
        this.session = session;
        plan = work.plan();
        parts = reading.parts();
        staging = new Lake(work.staging());
        sql = new RunSql(plan, lines);
    }

    static DuckDbRun begin(BoundedWork work, BoundedListener listener) throws SQLException, IOException {
        if (work.input() instanceof BoundedInput.Files files) {
            Reading reading = new FileReading(files.files(), new Lake(work.staging()), work.plan());
            return new DuckDbRun(work, listener, reading, LinesSql.OF_FILES, open(work));
        }
        Reading reading = RawReading.of(((BoundedInput.RawZone) work.input()).files());
        return new DuckDbRun(work, listener, reading, LinesSql.OF_RAW, open(work));
    }

    private static Session open(BoundedWork work) throws SQLException {
        return Session.open(
                Path.of(work.scratch()),
                work.resources().parallelism(),
                work.resources().memoryBytes(),
                work.maskKeys());
    }

    BoundedResult write() throws SQLException, IOException, InterruptedException {
        listener.started(Optional.empty());
        for (String table : sql.tables()) {
            session.execute(table);
        }
        FutureTask<Void> copying = new FutureTask<>(() -> {
            try (Session beside = session.beside()) {
                reading.run(beside, bytes -> listener.progress(new Progress(read(reading.records()), bytes)));
            }
            return null;
        });
        Thread copier = new Thread(copying, "reader");
        copier.setDaemon(true);
        copier.start();
        try {
            Optional<String> doubt = judged(copying);
            await(copying);
            doubt = doubt.or(this::miscounted);
            if (doubt.isPresent()) {
                distrust(doubt.get());
            }
        } finally {
            copying.cancel(true);
            copier.join();
        }
        session.execute(sql.tooLarge());
        RoutedRecords.Tally tally = route();
        if (tally.agreement() == Agreement.BROKEN || differences() > 0) {
            distrust("DuckDB says otherwise than the row engine of records that both judged");
            tally = route();
        }
        return new Settlement(work, sql, session, staging).of(reading, tally);
    }

    private RoutedRecords.Tally route() throws IOException, SQLException, InterruptedException {
        return RoutedRecords.judge(
                plan,
                work.maskKeys(),
                reading,
                staging,
                session,
                sql,
                work.resources().parallelism());
    }

    private long differences() throws SQLException {
        long[] count = new long[1];
        session.query(sql.differences(), row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** Leaves every record to the row engine. */
    private void distrust(String why) throws SQLException, InterruptedException {
        listener.notice(why + "; the row engine judges every record");
        for (String statement : sql.undecided(reading.readBefore(parts.size()))) {
            session.execute(statement);
        }
    }

    private static void await(FutureTask<Void> task) throws IOException, SQLException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            } else if (e.getCause() instanceof SQLException failure) {
                throw failure;
            } else if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException("reading the input failed", e.getCause());
        }
    }

    /** A file that cannot be read fails by its own name, and that is the line reader's to say. */
    private Optional<String> judged(FutureTask<Void> copying) throws SQLException, IOException, InterruptedException {
        try {
            return judge();
        } catch (SQLException e) {
            await(copying);
            throw e;
        }
    }

    /** Judges group by group; why DuckDB could not read the input, or nothing. */
    private Optional<String> judge() throws SQLException, IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(work.scratch()).resolve("input"));
        int at = 0;
        while (at < parts.size()) {
            int end = groupEnd(at);
            Path path = folder.resolve(String.format(Locale.ROOT, "%08d.ndjson", at));
            InputPart first = parts.get(at);
            if (end == at + 1) {
                // Under another name, because DuckDB would take signs such as * in a name for a pattern.
                Files.createSymbolicLink(path, first.path());
            } else {
                join(parts.subList(at, end), path);
            }
            try {
                judgedRows += session.execute(sql.judge(path.toString(), word(first.compression()), LONGEST_LINE));
            } catch (SQLException e) {
                String message = String.valueOf(e.getMessage());
                if (DATA_ERRORS.stream().noneMatch(message::contains)) {
                    throw e;
                }
                return Optional.of("DuckDB cannot judge the lines of " + first.name());
            }
            Files.delete(path);
            judgedBy.put(end, judgedRows);
            at = end;
        }
        return Optional.empty();
    }

    /** A large file stands alone; small ones that follow each other and can be joined are read as one. */
    private int groupEnd(int begin) {
        long bytes = 0;
        int end = begin;
        while (end < parts.size()
                && reading.between(parts.get(end)) != null
                && bytes + parts.get(end).bytes() <= GROUP_BYTES) {
            bytes += parts.get(end++).bytes();
        }
        return Math.max(end, begin + 1);
    }

    /** DuckDB keeps the order of the lines of a file, but not that of files. */
    private void join(List<InputPart> group, Path whole) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 18)) {
            for (InputPart part : group) {
                Files.copy(part.path(), out);
                out.write(reading.between(part));
            }
        }
    }

    private static String word(Compression compression) {
        return switch (compression) {
            case NONE -> "none";
            case GZIP -> "gzip";
            case ZSTD -> "zstd";
        };
    }

    /** DuckDB must have seen as many records as the line reader, in every group, or its rows say nothing of lines. */
    private Optional<String> miscounted() {
        return judgedBy.entrySet().stream()
                .filter(group -> reading.readBefore(group.getKey()) != group.getValue())
                .map(group -> "DuckDB counts other lines than there are before file " + group.getKey())
                .findFirst();
    }

    private static Counts read(long records) {
        return new Counts(records, 0, 0, 0, Map.of());
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
