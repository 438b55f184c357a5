package io.millrace.duckdb.read;

import io.millrace.duckdb.engine.Session;
import io.millrace.duckdb.engine.Sessions;
import io.millrace.duckdb.read.Reading.InputPart;
import io.millrace.duckdb.sql.RunSql;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Has the row engine judge the records that SQL did not decide, on several threads when there are many. */
public final class RoutedRecords {

    private static final long NONE = Long.MAX_VALUE;

    /** DuckDB reads and keeps rows in portions that are larger: were two of them exchanged, a sample would tell. */
    private static final int SAMPLED = 512;

    /** Less than so many are not worth a further thread, which reads all of the input. */
    private static final long SHARE = 50_000;

    private static final int MOST_SHARES = 4;

    private final Plan plan;
    private final Judge judge;
    private final Lake lake;
    private final Share share;
    private final ErrorLine errors;
    private final LineBuffer line = new LineBuffer();
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final Undecided undecided;
    private final Samples samples;
    private final RowAppender valid;
    private final RowAppender sampled;
    private long read;
    private long passedOver;
    private long wanted;
    private long routed;
    private long rejected;
    private boolean refuted;

    private RoutedRecords(
            Plan plan,
            Judge judge,
            Lake lake,
            Share share,
            Session session,
            List<Long> samples,
            RowAppender valid,
            RowAppender sampled)
            throws SQLException {
        this.plan = plan;
        this.judge = judge;
        this.lake = lake;
        this.share = share;
        this.valid = valid;
        this.sampled = sampled;
        errors = new ErrorLine(plan);
        undecided = new Undecided(session, share);
        this.samples = new Samples(samples, share);
        wanted = undecided.next();
    }

    /** What became of them. */
    public record Tally(long routed, long rejected, Map<Code, Long> codes, Agreement agreement) {

        private Tally plus(Tally other) {
            Map<Code, Long> sum = new EnumMap<>(Code.class);
            sum.putAll(codes);
            other.codes.forEach((code, count) -> sum.merge(code, count, Long::sum));
            return new Tally(
                    routed + other.routed,
                    rejected + other.rejected,
                    sum,
                    agreement == Agreement.BROKEN ? agreement : other.agreement);
        }
    }

    /** Whether the row engine found clean whatever it sampled of the records that SQL calls clean. */
    public enum Agreement {
        KEPT,
        BROKEN
    }

    /** Every so-manieth record is for this share. */
    private record Share(int index, int of) {
        boolean has(long number) {
            return number % of == index;
        }
    }

    /**
     * Judges them; valid ones go to the table {@code routed}, the others to the error zone, where nothing stays of a round
     * that was in vain.
     */
    public static Tally judge(
            Plan plan, List<MaskKey> keys, Reading reading, Lake lake, Session session, RunSql sql, int threads)
            throws IOException, SQLException, InterruptedException {
        new LocalFiles()
                .deleteFolder(Path.of(lake.folder(Zone.ERROR, plan.dataset())).toUri());
        long[] count = new long[1];
        session.query("select count(*) from judged where not _plain", row -> count[0] = row.getLong(1));
        List<Long> samples = new ArrayList<>();
        session.query(sql.samples(SAMPLED), row -> samples.add(row.getLong(1)));
        int shares = (int) Math.max(1, Math.min(count[0] / SHARE, Math.min(threads, MOST_SHARES)));
        return Sessions.share(session, shares, (index, own) -> {
                    Judge judge = new Judge(plan, keys);
                    return judge(plan, judge, reading, lake, new Share(index, shares), own, samples);
                })
                .stream()
                .reduce(Tally::plus)
                .orElseThrow();
    }

    private static Tally judge(
            Plan plan, Judge judge, Reading reading, Lake lake, Share share, Session session, List<Long> samples)
            throws IOException, SQLException, InterruptedException {
        List<InputPart> parts = reading.parts();
        try (RowAppender valid = new RowAppender(plan, session, "routed");
                RowAppender sampled = new RowAppender(plan, session, "sampled")) {
            RoutedRecords records = new RoutedRecords(plan, judge, lake, share, session, samples, valid, sampled);
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
        Path target = folder.resolve("rejected" + begin + "-" + share.index() + Zone.ERROR.suffix());
        long before = rejected;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            for (int part = begin; part < end; part++) {
                try (SeenRecords seen = reading.open(part)) {
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
        if (!isRead && share.has(passedOver++)) {
            route(seen, out);
        } else if (isRead && read == wanted) {
            route(seen, out);
            wanted = undecided.next();
        }
        if (isRead && samples.take(read)) {
            Outcome outcome = judge.judge(seen.record());
            if (outcome instanceof Outcome.Clean clean) {
                sampled.append(read, clean);
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
            valid.append(seen.number(read), clean);
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

    /** The numbers of the records that SQL did not decide, those of one share, in order; fetched in portions. */
    private static final class Undecided {
        private static final int PORTION = 1 << 20;

        private final Session session;
        private final Share share;
        private final long[] numbers = new long[PORTION];
        private int size;
        private int at;
        private long after = -1;
        private long passed;

        Undecided(Session session, Share share) {
            this.session = session;
            this.share = share;
        }

        /** The next of this share. */
        long next() throws SQLException {
            do {
                if (at == size) {
                    fetch();
                }
                if (at == size) {
                    return NONE;
                }
                at++;
            } while (!share.has(passed++));
            return numbers[at - 1];
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

    /** The numbers of the records that both judge, those of one share. */
    private static final class Samples {
        private final List<Long> numbers = new ArrayList<>();
        private int at;

        Samples(List<Long> all, Share share) {
            for (int index = 0; index < all.size(); index++) {
                if (share.has(index)) {
                    numbers.add(all.get(index));
                }
            }
        }

        boolean take(long number) {
            boolean wanted = at < numbers.size() && numbers.get(at) == number;
            at += wanted ? 1 : 0;
            return wanted;
        }
    }
}
