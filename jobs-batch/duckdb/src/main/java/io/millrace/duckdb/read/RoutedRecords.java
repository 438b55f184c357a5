package io.millrace.duckdb.read;

import io.millrace.duckdb.engine.Session;
import io.millrace.duckdb.read.Reading.InputPart;
import io.millrace.duckdb.sql.RunSql;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** Has the row engine judge the records that SQL did not decide. */
public final class RoutedRecords {

    private static final long NONE = Long.MAX_VALUE;

    /** DuckDB reads and keeps rows in portions that are larger: were two of them exchanged, a sample would tell. */
    private static final int SAMPLED = 512;

    private final Plan plan;
    private final Judge judge;
    private final Lake lake;
    private final Session session;
    private final ErrorLine errors;
    private final LineBuffer line = new LineBuffer();
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final Undecided undecided;
    private final Samples samples;
    private final DuckDBAppender valid;
    private final DuckDBAppender sampled;
    private long read;
    private long wanted;
    private long routed;
    private long rejected;
    private boolean refuted;

    private RoutedRecords(
            Plan plan,
            Judge judge,
            Lake lake,
            Session session,
            RunSql sql,
            DuckDBAppender valid,
            DuckDBAppender sampled)
            throws SQLException {
        this.plan = plan;
        this.judge = judge;
        this.lake = lake;
        this.session = session;
        this.valid = valid;
        this.sampled = sampled;
        errors = new ErrorLine(plan);
        undecided = new Undecided(session);
        samples = new Samples(session, sql.samples(SAMPLED));
        wanted = undecided.next();
    }

    /** What became of them. */
    public record Tally(long routed, long rejected, Map<Code, Long> codes, Agreement agreement) {}

    /** Whether the row engine found clean whatever it sampled of the records that SQL calls clean. */
    public enum Agreement {
        KEPT,
        BROKEN
    }

    /** Judges them; valid ones go to the table {@code routed}, the others to the error zone. */
    public static Tally judge(Plan plan, Judge judge, Reading reading, Lake lake, Session session, RunSql sql)
            throws IOException, SQLException, InterruptedException {
        List<InputPart> parts = reading.parts();
        try (DuckDBAppender valid = session.appender("routed");
                DuckDBAppender sampled = session.appender("sampled")) {
            RoutedRecords records = new RoutedRecords(plan, judge, lake, session, sql, valid, sampled);
            int at = 0;
            while (at < parts.size()) {
                String folder = parts.get(at).folder();
                int end = at;
                while (end < parts.size() && parts.get(end).folder().equals(folder)) {
                    end++;
                }
                records.read(reading, at, end, folder);
                at = end;
            }
            Agreement agreement = records.refuted ? Agreement.BROKEN : Agreement.KEPT;
            return new Tally(records.routed, records.rejected, records.codes, agreement);
        }
    }

    private void read(Reading reading, int begin, int end, String name)
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createDirectories(
                Path.of(lake.folder(Zone.ERROR, plan.dataset())).resolve(name));
        Path target = folder.resolve("rejected" + begin + Zone.ERROR.suffix());
        long before = rejected;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            for (int part = begin; part < end; part++) {
                try (SeenRecords seen = reading.open(part, session)) {
                    while (seen.advance()) {
                        take(seen, out);
                    }
                }
            }
        }
        if (rejected == before) {
            Files.delete(target);
        }
    }

    private void take(SeenRecords seen, OutputStream out) throws IOException, SQLException, InterruptedException {
        boolean isRead = seen.isRead();
        if (!isRead || read == wanted) {
            route(seen, out);
            wanted = isRead ? undecided.next() : wanted;
        }
        if (isRead && samples.take(read)) {
            Outcome outcome = judge.judge(seen.record());
            if (outcome instanceof Outcome.Clean clean) {
                append(read, clean, sampled);
            } else {
                refuted = true;
            }
        }
        read += isRead ? 1 : 0;
        if ((read & 0xFFFF) == 0 && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void route(SeenRecords seen, OutputStream out) throws IOException, SQLException {
        routed++;
        SourceRecord record = seen.record();
        Outcome outcome = judge.judge(record);
        if (outcome instanceof Outcome.Clean clean) {
            append(seen.number(read), clean, valid);
        } else if (outcome instanceof Outcome.Rejected broken) {
            rejected++;
            for (Violation violation : broken.violations()) {
                codes.merge(violation.code(), 1L, Long::sum);
            }
            line.clear();
            errors.write(ErrorRecord.rejected(record, broken), line);
            line.writeTo(out);
        }
    }

    private void append(long number, Outcome.Clean clean, DuckDBAppender to) throws SQLException {
        Row row = clean.row();
        to.beginRow();
        to.append(number);
        to.append(LocalDate.ofEpochDay(clean.eventDay()));
        for (int index = 0; index < plan.columns().size(); index++) {
            Column column = plan.columns().get(index);
            String value = CanonicalRow.value(column.type(), row, index);
            if (value == null) {
                to.appendNull();
            } else {
                to.append(value);
            }
        }
        to.endRow();
    }

    /** The numbers of the records that SQL did not decide, in order, fetched in portions. */
    private static final class Undecided {
        private static final int PORTION = 1 << 20;

        private final Session session;
        private final long[] numbers = new long[PORTION];
        private int size;
        private int at;
        private long after = -1;

        Undecided(Session session) {
            this.session = session;
        }

        long next() throws SQLException {
            if (at == size) {
                fetch();
            }
            return at == size ? NONE : numbers[at++];
        }

        private void fetch() throws SQLException {
            size = 0;
            at = 0;
            session.query(
                    "select rowid from judged where not _plain and rowid > " + after + " order by rowid limit "
                            + PORTION,
                    row -> numbers[size++] = row.getLong(1));
            after = size == 0 ? after : numbers[size - 1];
        }
    }

    /** The numbers of the records that both judge. */
    private static final class Samples {
        private final List<Long> numbers = new ArrayList<>();
        private int at;

        Samples(Session session, String query) throws SQLException {
            session.query(query, row -> numbers.add(row.getLong(1)));
        }

        boolean take(long number) {
            boolean wanted = at < numbers.size() && numbers.get(at) == number;
            at += wanted ? 1 : 0;
            return wanted;
        }
    }
}
