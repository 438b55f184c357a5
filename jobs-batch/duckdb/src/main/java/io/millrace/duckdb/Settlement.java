package io.millrace.duckdb;

import io.millrace.duckdb.engine.Session;
import io.millrace.duckdb.engine.Sessions;
import io.millrace.duckdb.read.Reading;
import io.millrace.duckdb.read.Reading.InputPart;
import io.millrace.duckdb.read.RoutedRecords;
import io.millrace.duckdb.sql.RunSql;
import io.millrace.duckdb.write.CleanSeal;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Counts;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What becomes of the valid records: one of each key is clean, the others are duplicates of it. */
final class Settlement {

    /** Duplicates of so many records are written at once. */
    private static final long PORTION = 250_000;

    private final BoundedWork work;
    private final Plan plan;
    private final RunSql sql;
    private final Session session;
    private final Lake staging;
    private long places;

    Settlement(BoundedWork work, RunSql sql, Session session, Lake staging) {
        this.work = work;
        this.sql = sql;
        this.session = session;
        this.staging = staging;
        plan = work.plan();
    }

    BoundedResult of(Reading reading, RoutedRecords.Tally tally)
            throws SQLException, IOException, InterruptedException {
        boolean anyHeld = !work.held().isEmpty();
        session.execute(sql.candidates());
        session.query(sql.places(), row -> places = row.getLong(1));
        List<String> held =
                work.held().stream().map(uri -> Path.of(uri).toString()).toList();
        List<String> sources = reading.parts().stream().map(InputPart::name).toList();
        for (String statement : sql.held(held, sources)) {
            session.execute(statement);
        }
        session.execute(sql.repeated(anyHeld));
        session.execute(sql.turnedAway(anyHeld));
        long clean = writeClean();
        Map<Code, Long> codes = new EnumMap<>(Code.class);
        codes.putAll(tally.codes());
        long[] differing = new long[1];
        long[] duplicate = new long[1];
        session.query("select _code, count(*), count(*) filter (_differs) from turned_away group by _code", row -> {
            codes.merge(Code.valueOf(row.getString(1)), row.getLong(2), Long::sum);
            duplicate[0] += row.getLong(2);
            differing[0] += row.getLong(3);
        });
        if (duplicate[0] > 0) {
            writeRepeats(reading.readBefore(reading.parts().size()));
        }
        Counts counts = new Counts(reading.records(), clean, tally.rejected(), duplicate[0], codes);
        return new BoundedResult(counts, differing[0], OptionalLong.of(tally.routed()));
    }

    private long writeClean() throws SQLException, IOException, InterruptedException {
        List<Integer> days = new ArrayList<>();
        session.query(
                sql.days(),
                row -> days.add((int) row.getObject(1, LocalDate.class).toEpochDay()));
        return Sessions.each(session, work.resources().parallelism(), days, this::writeClean);
    }

    private long writeClean(int day, Session own) throws SQLException, IOException, InterruptedException {
        Path unsealed = Path.of(work.scratch()).resolve("clean-" + day + ".parquet");
        long rows = own.execute(sql.clean(day, places, unsealed.toString()));
        if (rows == 0) {
            Files.delete(unsealed);
            return 0;
        }
        Path folder = Files.createDirectories(Path.of(staging.partition(Zone.CLEAN, plan.dataset(), day)));
        new CleanSeal(plan).seal(unsealed, folder.resolve("rows" + Zone.CLEAN.suffix()));
        return rows;
    }

    private void writeRepeats(long read) throws SQLException, IOException, InterruptedException {
        List<FolderRange> ranges = new ArrayList<>();
        session.query(
                sql.folders(), row -> ranges.add(new FolderRange(row.getString(1), row.getLong(2), row.getLong(3))));
        List<FolderRange> portions = new ArrayList<>();
        for (int index = 0; index < ranges.size(); index++) {
            FolderRange range = ranges.get(index);
            // A place of files goes on to where the next begins.
            long next = index + 1 < ranges.size() ? ranges.get(index + 1).from() : read;
            portions.addAll(range.portions(Math.max(range.to(), next - 1)));
        }
        Sessions.each(session, work.resources().parallelism(), portions, this::writeRepeats);
    }

    private long writeRepeats(FolderRange range, Session own) throws SQLException, IOException, InterruptedException {
        Path folder = Files.createDirectories(
                Path.of(staging.folder(Zone.ERROR, plan.dataset())).resolve(range.name()));
        Path file = folder.resolve("repeats" + range.from() + Zone.ERROR.suffix());
        long lines = own.execute(sql.repeats(range.name(), range.from(), range.to(), places, file.toString()));
        if (lines == 0) {
            Files.delete(file);
        }
        return lines;
    }

    /** The numbers of the first and the last place in a folder. */
    private record FolderRange(String name, long from, long to) {

        /** In portions, because what is sorted and joined for one is held in memory. */
        List<FolderRange> portions(long end) {
            List<FolderRange> portions = new ArrayList<>();
            for (long at = from; at <= end; at += PORTION) {
                portions.add(new FolderRange(name, at, Math.min(end, at + PORTION - 1)));
            }
            return portions;
        }
    }
}
