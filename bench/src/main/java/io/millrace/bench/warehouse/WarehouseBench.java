package io.millrace.bench.warehouse;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code lake|load|base|increment|rejudge|read FOLDER FACTS [ROUNDS]}: what each does stands in bench/README.md. A folder keeps its
 * lake and its warehouse between the calls, so that the large ones go in steps.
 */
public final class WarehouseBench {

    private static final String MEMORY = System.getProperty("bench.memory", "2GB");
    private static final int THREADS = Integer.getInteger("bench.threads", 2);
    private static final int NEW_FILES = 100;
    private static final int NEW_ROWS = 1_000;
    private static final int QUERIES = 300;
    private static final String SUMMARY = "select customer_region, currency, sum(txn_count), sum(total_amount)"
            + " from transaction_daily_summary where year = 2025 group by all order by all";

    private final Path home = Path.of("").toAbsolutePath();
    private final Path sql = home.resolve("sql");
    private final Path folder;
    private final long facts;
    private final int rounds;
    private final FactLake lake;

    private WarehouseBench(Path folder, long facts, int rounds) {
        this.folder = folder.toAbsolutePath();
        this.facts = facts;
        this.rounds = rounds;
        this.lake = new FactLake(home, this.folder.resolve("lake"));
    }

    public static void main(String[] args) throws Exception {
        WarehouseBench bench = new WarehouseBench(
                Path.of(args[1]), Long.parseLong(args[2]), args.length > 3 ? Integer.parseInt(args[3]) : 3);
        switch (args[0]) {
            case "lake" -> bench.lake();
            case "load" -> bench.load();
            case "base" -> bench.base();
            case "increment" -> bench.increment();
            case "rejudge" -> bench.rejudge();
            case "read" -> bench.read();
            default ->
                throw new IllegalArgumentException("lake, load, base, increment, rejudge or read, not " + args[0]);
        }
    }

    private void lake() {
        long start = System.nanoTime();
        lake.history(facts);
        say("lake of %,d facts written in %.1f s", facts, (System.nanoTime() - start) / 1e9);
    }

    /** Ours and the same by hand, in turns, each into a new file. */
    private void load() throws RunFailure, SQLException, IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> hand = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path file = folder.resolve("by-hand.duckdb");
            Files.deleteIfExists(file);
            hand.add(ByHand.seconds(file, lake.root(), sql, MEMORY, THREADS));
            Files.deleteIfExists(file);
            delete(folder.resolve("load"));
            TimedLoad load = load("load");
            ours.add(load.seconds());
            say("round %d: by hand %.1f s, ours %.1f s: %s", round, last(hand), last(ours), steps(load));
        }
        delete(folder.resolve("load"));
        say(
                "load of %,d facts: ours %,.0f rows/s, by hand %,.0f rows/s, ratio %.2f (medians of %d)",
                facts, facts / median(ours), facts / median(hand), median(hand) / median(ours), rounds);
    }

    /** The warehouse that increment and read go on from. */
    private void base() throws RunFailure {
        TimedLoad load = load("warehouse");
        say("base of %,d facts: %.1f s, publishing all of it %.1f s", facts, load.seconds(), load.publishSeconds());
    }

    private void increment() throws RunFailure {
        List<Double> times = new ArrayList<>();
        List<Double> publishes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // A number that no earlier call has used.
            int number = (int) (System.currentTimeMillis() / 1000 % 1_000_000);
            lake.arrivals(number, facts + (long) number * NEW_FILES * NEW_ROWS, NEW_FILES, NEW_ROWS);
            TimedLoad load = load("warehouse");
            times.add(load.seconds());
            publishes.add(load.publishSeconds());
            say("round %d: %.2f s, %s", round, last(times), steps(load));
        }
        say(
                "%d new files of %,d rows on %,d facts: %.2f s, of it publishing %.2f s (medians of %d)",
                NEW_FILES, NEW_ROWS, facts, median(times), median(publishes), rounds);
    }

    /** A day judged anew, taken in place; at last the same warehouse built again from the zones. */
    private void rejudge() throws RunFailure, IOException {
        List<Double> times = new ArrayList<>();
        long rows = 0;
        for (int round = 0; round < rounds; round++) {
            rows = lake.rejudge(facts);
            TimedLoad load = load("warehouse");
            times.add(load.seconds());
            say(
                    "round %d: %,d rows replaced, %.2f s, %s",
                    round, load.summary().replacedRows(), last(times), steps(load));
        }
        TimedLoad anew = load("warehouse", From.ZONES);
        say("built again: %.2f s, %s", anew.seconds(), steps(anew));
        say(
                "a day of %,d rows judged anew among %,d facts: %.2f s in place (median of %d), %.2f s built again",
                rows, facts, median(times), rounds, anew.seconds());
    }

    private void read() throws RunFailure {
        List<Double> millis = new ArrayList<>();
        for (int query = 0; query < QUERIES; query++) {
            long start = System.nanoTime();
            new DuckWarehouse()
                    .query(
                            new QueryRequest(place("warehouse"), SUMMARY, new At.Newest(), 0, Duration.ofMinutes(1)),
                            new Nowhere());
            millis.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(millis);
        say(
                "summary query on %,d facts, opening the version each time: p50 %.1f ms, p99 %.1f ms, of %d",
                facts, millis.get(QUERIES / 2), millis.get(QUERIES * 99 / 100), QUERIES);
    }

    private TimedLoad load(String warehouse) throws RunFailure {
        return load(warehouse, From.WORKING_FILE);
    }

    private TimedLoad load(String warehouse, From from) throws RunFailure {
        return TimedLoad.run(place(warehouse), lake.root(), sql, lake.plan(), from);
    }

    private WarehousePlace place(String warehouse) {
        return new WarehousePlace(folder.resolve(warehouse), MEMORY, THREADS, Optional.empty());
    }

    private static String steps(TimedLoad load) {
        StringBuilder text = new StringBuilder();
        for (LoadStep step : LoadStep.values()) {
            text.append(
                    String.format(Locale.ROOT, "%s %.2f ", step.name().toLowerCase(Locale.ROOT), load.seconds(step)));
        }
        return text.toString().strip();
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Takes every row and keeps none. */
    private static final class Nowhere implements RowSink {
        @Override
        public void columns(List<Column> columns) {}

        @Override
        public void row(String[] values) {}

        @Override
        public void end(boolean more) {}
    }
}
