package io.millrace.bench.warehouse;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetWriter;

/** Clean transactions as a stream would have written them, made by their number alone and without judging. */
final class FactLake {

    static final int DAYS = Integer.getInteger("bench.days", 90);

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FIRST_DAY = 20_089;
    private static final int ACCOUNTS = 200_000;
    private static final int ROWS_A_FILE = 250_000;
    private static final String[] REGIONS = {"North", "South", "East", "West", "Île-de-France", "Overseas"};
    private static final String[] TYPES = {"CHECKING", "SAVINGS", "CREDIT", "BUSINESS"};
    private static final String[] CURRENCIES = {"EUR", "EUR", "EUR", "USD"};
    private static final String[] STATUSES = {"COMPLETED", "COMPLETED", "COMPLETED", "FAILED"};

    private final Path root;
    private final Lake lake;
    private final Plan plan;
    private final Map<String, Integer> at = new HashMap<>();
    private final byte[][] tokens = new byte[ACCOUNTS][];

    FactLake(Path home, Path root) {
        this.root = root;
        lake = new Lake(root.toUri());
        plan = Plans.plan(ContractCompiler.compile(home.resolve("contracts/transactions/contract.yaml"))
                .contract()
                .orElseThrow());
        plan.columns().forEach(column -> at.put(column.name(), plan.columnIndex(column.name())));
        for (int account = 0; account < ACCOUNTS; account++) {
            tokens[account] = bytes(String.format(Locale.ROOT, "k1:%016x%016x", mix(account), mix(~account)));
        }
    }

    Path root() {
        return root;
    }

    Plan plan() {
        return plan;
    }

    /** So many facts over all days, in files of a quarter million at most. */
    void history(long rows) {
        IntStream.range(0, DAYS)
                .parallel()
                .forEach(day -> write("part-history-" + day, FIRST_DAY + day, rows, UnaryOperator.identity()));
    }

    /**
     * A further day of the history judged anew, by a run that takes the place of its files: every tenth amount is another.
     *
     * @return how many rows the day has
     */
    long rejudge(long rows) throws IOException {
        LocalFiles files = new LocalFiles();
        int day = files.list(lake.runs("transactions")).size();
        String run = String.format(Locale.ROOT, "%06d", day + 1);
        List<RunFile> written = write("run-" + run, FIRST_DAY + day, rows, this::judgedAnew);
        List<String> replaced = written.stream()
                .map(file -> file.path().replace("run-" + run, "part-history-" + day))
                .toList();
        long count = written.stream().mapToLong(RunFile::rows).sum();
        new RunMarker(
                        "transactions",
                        run,
                        plan.contract().id(),
                        "bench",
                        new RunMarker.Tally(count, count, 0, 0),
                        written,
                        List.of(),
                        replaced,
                        Optional.of(new RunMarker.Days(
                                LocalDate.ofEpochDay(FIRST_DAY + day), LocalDate.ofEpochDay(FIRST_DAY + day))),
                        List.of(),
                        Map.of(),
                        Optional.empty())
                .commit(files, lake);
        return count;
    }

    private CleanRecord judgedAnew(CleanRecord record) {
        if (record.position().offset() % 10 == 0) {
            record.row().set(at.get("amount"), 1);
        }
        return record;
    }

    /** The day's share of so many facts. */
    private List<RunFile> write(String name, int day, long rows, UnaryOperator<CleanRecord> judged) {
        long aDay = (rows + DAYS - 1) / DAYS;
        long first = (day - FIRST_DAY) * aDay;
        long last = Math.min(rows, first + aDay);
        List<RunFile> files = new ArrayList<>();
        for (long from = first; from < last; from += ROWS_A_FILE) {
            files.add(write(name + "-" + files.size(), day, from, Math.min(last, from + ROWS_A_FILE), judged));
        }
        return files;
    }

    /** What a few checkpoints bring: so many new files of the last three days, with transactions that are not there yet. */
    void arrivals(int round, long first, int files, int rowsAFile) {
        for (int file = 0; file < files; file++) {
            long from = first + (long) file * rowsAFile;
            write(
                    "part-new-" + round + "-" + file,
                    FIRST_DAY + DAYS - 1 - file % 3,
                    from,
                    from + rowsAFile,
                    UnaryOperator.identity());
        }
    }

    private RunFile write(String name, int day, long from, long to, UnaryOperator<CleanRecord> judged) {
        try {
            Path folder = Files.createDirectories(Path.of(lake.partition(Zone.CLEAN, "transactions", day)));
            Path hidden = folder.resolve("." + name);
            try (OutputStream out = Files.newOutputStream(hidden);
                    ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(out)) {
                for (long number = from; number < to; number++) {
                    writer.write(judged.apply(record(number, day)));
                }
            }
            Path file = folder.resolve(name + "-0" + Zone.CLEAN.suffix());
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
            return new RunFile(root.relativize(file).toString(), to - from, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CleanRecord record(long number, int day) {
        long dice = mix(number);
        int account = (int) Long.remainderUnsigned(dice, ACCOUNTS);
        long time = day * DAY_MICROS + Long.remainderUnsigned(dice >>> 7, DAY_MICROS);
        String status = STATUSES[(int) (dice >>> 11 & 3)];
        Row row = new Row(plan.columns().size());
        row.set(at.get("transaction_id"), number + 1);
        set(row, "source_system", "core-" + (dice >>> 13 & 3));
        row.set(at.get("account_number_token"), tokens[account]);
        set(row, "account_number_masked", "****" + (1_000 + account % 9_000));
        set(row, "account_type", TYPES[account & 3]);
        set(row, "customer_region", REGIONS[account % REGIONS.length]);
        row.set(at.get("amount"), 1 + Long.remainderUnsigned(dice >>> 17, 1_000_000));
        set(row, "currency", CURRENCIES[(int) (dice >>> 19 & 3)]);
        set(row, "status", status);
        row.set(at.get("processing_duration"), Double.doubleToRawLongBits((dice >>> 23 & 0xffff) / 1000.0));
        row.set(at.get("timestamp"), time);
        Position position = new Position("transactions", Long.toString(number & 7), number >>> 3);
        return new CleanRecord(row, position, time + 1_000_000, day);
    }

    private void set(Row row, String column, String text) {
        row.set(at.get(column), bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** SplitMix64. */
    private static long mix(long seed) {
        long mixed = (seed + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
