package io.millrace.finalizer.model;

import io.millrace.finalizer.model.Batch.Superseded;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A lake with a history: files come again, late, twice; runs repeat and replace others, or judge records anew. */
final class RandomLake {

    private static final Plan ORDERS = ZoneFiles.plan("orders");
    private static final Plan ACTIVITY = ZoneFiles.plan("user_activity");
    private static final Instant START = Instant.parse("2025-03-28T20:00:00Z");
    private static final String[] REGIONS = {"North", "Süd", "東"};
    private static final String[] STATUS = {"COMPLETED", "PENDING", "FAILED", "REVERSED"};

    /** What a load is given. */
    record Change(List<NewFile> files, List<Superseded> superseded, List<NewFile> leaving) {}

    /** Whether the same row may come more than once. */
    enum Rows {
        ONCE,
        AGAIN
    }

    private final Random random;
    private final ZoneFiles zones;
    private final Rows rows;
    private final Map<Plan, List<CleanRecord>> written = new LinkedHashMap<>();
    private final List<ErrorRecord> errors = new ArrayList<>();
    private final Map<String, List<NewFile>> runs = new LinkedHashMap<>();
    private final List<NewFile> stream = new ArrayList<>();
    private final Map<NewFile, List<CleanRecord>> cleanRows = new HashMap<>();
    private final Map<NewFile, List<ErrorRecord>> errorLines = new HashMap<>();
    private long offset;
    private int runNumber;
    private int operations;

    RandomLake(Random random, Path folder, Rows rows) {
        this.random = random;
        this.rows = rows;
        zones = new ZoneFiles(folder);
        List.of(Transaction.PLAN, ORDERS, ACTIVITY).forEach(plan -> written.put(plan, new ArrayList<>()));
    }

    /** A rejected transaction. */
    static ErrorRecord rejected() {
        return new ErrorRecord(
                ErrorRecord.Kind.REJECTED,
                new Position("transactions", "0", 99),
                ZoneFiles.micros(START),
                List.of(new Violation(Code.MISSING, "amount", null, "amount is missing")),
                null,
                null,
                List.of());
    }

    /** Every file that counts now. */
    List<NewFile> files() {
        List<NewFile> files = new ArrayList<>(stream);
        runs.values().forEach(files::addAll);
        return files;
    }

    /** One to four things that happen between two loads. */
    Change next() {
        Change change = new Change(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int things = 1 + random.nextInt(4); things > 0; things--) {
            happen(change);
        }
        return change;
    }

    /** How many things have happened. */
    int operations() {
        return operations;
    }

    private void happen(Change change) {
        operations++;
        Plan plan = pick(List.copyOf(written.keySet()));
        switch (random.nextInt(rows == Rows.AGAIN ? 10 : 8)) {
            case 0, 1, 2 -> newRows(plan, change);
            case 3 -> run(plan, List.of(), change);
            case 4 -> replacingRun(plan, change);
            case 5, 6 -> rejudged(plan, change);
            case 7 -> errors(plan, change);
            case 8 -> again(plan, change);
            default -> restored(plan, change);
        }
    }

    private void newRows(Plan plan, Change change) {
        List<CleanRecord> records = fresh(plan);
        written.get(plan).addAll(records);
        add(stream, clean(plan, null, records), change);
    }

    /** A file delivered once more under another name. */
    private void again(Plan plan, Change change) {
        if (!written.get(plan).isEmpty()) {
            add(stream, clean(plan, null, some(written.get(plan))), change);
        }
    }

    /** What a job writes that went back to an older snapshot: rows again, and new ones behind them. */
    private void restored(Plan plan, Change change) {
        List<CleanRecord> records = new ArrayList<>(some(written.get(plan)));
        List<CleanRecord> fresh = fresh(plan);
        records.addAll(fresh);
        written.get(plan).addAll(fresh);
        add(stream, clean(plan, null, records), change);
    }

    private void replacingRun(Plan plan, Change change) {
        List<String> older = runs.keySet().stream()
                .filter(run -> run.startsWith(plan.dataset() + "/"))
                .filter(run ->
                        change.files().stream().noneMatch(file -> runs.get(run).contains(file)))
                .filter(run -> change.leaving().stream().noneMatch(file -> run.equals(name(file))))
                .toList();
        run(plan, older.isEmpty() ? List.of() : List.of(pick(older)), change);
    }

    /** A bounded run over records that the stream has seen, some with other values, and over records of its own. */
    private void run(Plan plan, List<String> replaced, Change change) {
        String run = "run-" + runNumber++;
        List<CleanRecord> records = new ArrayList<>(once(some(written.get(plan))));
        records.addAll(fresh(plan));
        for (int index = 0; index < records.size(); index++) {
            if (random.nextInt(4) == 0) {
                CleanRecord record = records.get(index);
                records.set(index, record(plan, record.position(), record.sourceTime()));
            }
        }
        for (String older : replaced) {
            change.superseded().add(new Superseded(plan.dataset(), older.split("/")[1]));
            runs.remove(older);
        }
        List<NewFile> files = new ArrayList<>();
        int middle = records.size() / 2;
        add(files, clean(plan, run, records.subList(0, middle)), change);
        add(files, clean(plan, run, records.subList(middle, records.size())), change);
        if (!errors.isEmpty() && plan.equals(Transaction.PLAN)) {
            add(files, error(plan, run, some(errors)), change);
        }
        runs.put(plan.dataset() + "/" + run, files);
    }

    /**
     * Records of some source days judged anew, by a run that takes the place of exactly the files that hold them: it
     * has what is left of those files as it was. What was never loaded is not loaded then.
     */
    private void rejudged(Plan plan, Change change) {
        long from = ZoneFiles.micros(time());
        long to = from + Duration.ofHours(1 + random.nextInt(40)).toNanos() / 1_000;
        Map<Position, CleanRecord> valid = new LinkedHashMap<>();
        Map<Position, ErrorRecord> rejected = new LinkedHashMap<>();
        List<CleanRecord> clean = new ArrayList<>();
        List<ErrorRecord> error = new ArrayList<>();
        for (NewFile file : files()) {
            List<CleanRecord> rows = cleanRows.getOrDefault(file, List.of());
            List<ErrorRecord> lines = errorLines.getOrDefault(file, List.of());
            boolean isMeant = rows.stream().anyMatch(row -> from <= row.sourceTime() && row.sourceTime() < to)
                    || lines.stream().anyMatch(line -> from <= line.sourceTime() && line.sourceTime() < to);
            if (file.dataset().equals(plan.dataset()) && isMeant) {
                replace(file, change);
                for (CleanRecord row : rows) {
                    if (from <= row.sourceTime() && row.sourceTime() < to) {
                        valid.putIfAbsent(row.position(), row);
                    } else {
                        clean.add(row);
                    }
                }
                for (ErrorRecord line : lines) {
                    if (from <= line.sourceTime() && line.sourceTime() < to) {
                        rejected.putIfAbsent(line.position(), line);
                    } else {
                        error.add(line);
                    }
                }
            }
        }
        rejected.keySet().removeAll(valid.keySet());
        valid.values().forEach(row -> judge(plan, row.position(), row.sourceTime(), row, null, clean, error));
        rejected.values().forEach(line -> judge(plan, line.position(), line.sourceTime(), null, line, clean, error));
        String run = "run-" + runNumber++;
        List<NewFile> files = new ArrayList<>();
        add(files, clean(plan, run, once(clean)), change);
        if (!error.isEmpty()) {
            add(files, error(plan, run, once(error)), change);
        }
        runs.put(plan.dataset() + "/" + run, files);
    }

    private void judge(
            Plan plan,
            Position position,
            long sourceTime,
            CleanRecord row,
            ErrorRecord line,
            List<CleanRecord> clean,
            List<ErrorRecord> error) {
        switch (random.nextInt(4)) {
            case 0 -> clean.add(record(plan, position, sourceTime));
            case 1 -> error.add(line(false, position, sourceTime));
            default -> {
                if (row != null) {
                    clean.add(row);
                } else {
                    error.add(line);
                }
            }
        }
    }

    private void replace(NewFile file, Change change) {
        if (!change.files().remove(file)) {
            change.leaving().add(file);
        }
        stream.remove(file);
        runs.values().forEach(files -> files.remove(file));
    }

    private static String name(NewFile file) {
        return file.dataset() + "/" + file.run();
    }

    private void errors(Plan plan, Change change) {
        List<ErrorRecord> records = new ArrayList<>();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            boolean duplicate = random.nextInt(3) == 0;
            records.add(line(duplicate, position(plan), ZoneFiles.micros(time())));
        }
        if (rows == Rows.AGAIN) {
            errors.addAll(random.nextBoolean() ? records : List.of());
            records.addAll(some(errors));
        }
        add(stream, error(plan, null, records), change);
    }

    private static ErrorRecord line(boolean duplicate, Position position, long sourceTime) {
        return new ErrorRecord(
                duplicate ? ErrorRecord.Kind.DUPLICATE : ErrorRecord.Kind.REJECTED,
                position,
                sourceTime,
                List.of(
                        new Violation(duplicate ? Code.DUPLICATE : Code.MISSING, null, null, "because"),
                        new Violation(Code.RULE, "amount", "a_rule", "it's so")),
                null,
                null,
                List.of("unknown"));
    }

    private NewFile clean(Plan plan, String run, List<CleanRecord> records) {
        NewFile file = zones.clean(plan, run, records);
        cleanRows.put(file, List.copyOf(records));
        return file;
    }

    private NewFile error(Plan plan, String run, List<ErrorRecord> records) {
        NewFile file = zones.error(plan, run, records);
        errorLines.put(file, List.copyOf(records));
        return file;
    }

    private static void add(List<NewFile> files, NewFile file, Change change) {
        files.add(file);
        change.files().add(file);
    }

    private List<CleanRecord> fresh(Plan plan) {
        List<CleanRecord> records = new ArrayList<>();
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            records.add(record(plan, position(plan), ZoneFiles.micros(time())));
        }
        return records;
    }

    private Position position(Plan plan) {
        return new Position(plan.dataset(), String.valueOf(random.nextInt(12)), offset++);
    }

    private Instant time() {
        return START.plus(Duration.ofMinutes(random.nextInt(6 * 24 * 60))).plusNanos(random.nextInt(3) * 1000L);
    }

    private CleanRecord record(Plan plan, Position position, long sourceTime) {
        Map<String, Object> values = new HashMap<>();
        if (plan.equals(ORDERS)) {
            order(values);
        } else if (plan.equals(ACTIVITY)) {
            activity(values);
        } else {
            transaction(values);
        }
        return ZoneFiles.record(plan, values, position, Instant.EPOCH.plusNanos(sourceTime * 1000));
    }

    private void transaction(Map<String, Object> values) {
        int account = random.nextInt(40);
        // Every fourth account shares its number with three others.
        String token = String.format(Locale.ROOT, "k1:%024x%08x", account, account / 4 * 7919);
        values.put("transaction_id", 1L + random.nextInt(150));
        values.put("source_system", random.nextBoolean() ? "core" : "web");
        values.put("account_number_token", token);
        values.put("account_number_masked", "****" + (1000 + account + random.nextInt(2)));
        values.put("account_type", random.nextBoolean() ? "SAVINGS" : "CREDIT");
        values.put("customer_region", REGIONS[random.nextInt(REGIONS.length)]);
        values.put("amount", random.nextInt(200_000) - 100_000L);
        values.put("currency", random.nextInt(4) == 0 ? "NOK" : "EUR");
        values.put("status", STATUS[random.nextInt(STATUS.length)]);
        values.put("processing_duration", random.nextInt(3) == 0 ? null : random.nextDouble() * 100);
        values.put("timestamp", time());
        values.put("_extra", random.nextInt(3) == 0 ? "{\"a\":1}" : null);
    }

    private void order(Map<String, Object> values) {
        long net = random.nextInt(100_000);
        values.put("order_id", 1L + random.nextInt(60));
        values.put("customer_id", 1L + random.nextInt(9));
        values.put("status", pick(List.of("PLACED", "PAID", "CANCELLED", "DELETED")));
        values.put("sales_channel", pick(List.of("web", "store")));
        values.put("item_count", 1L + random.nextInt(5));
        values.put("net_amount", net);
        values.put("tax_amount", net / 5);
        values.put("total_amount", net + net / 5);
        values.put("currency", "EUR");
        values.put("promised_on", random.nextBoolean() ? 20_200L : null);
        values.put("placed_at", time());
        values.put("updated_at", START.plus(Duration.ofHours(random.nextInt(300))));
    }

    private void activity(Map<String, Object> values) {
        values.put("event_id", String.format(Locale.ROOT, "00000000-0000-0000-0000-%012x", random.nextInt(150)));
        values.put("visitor_id_token", "k1:" + random.nextInt(9));
        values.put("visitor_id_masked", "****");
        values.put("session_id", "session-" + random.nextInt(30));
        values.put("event_type", pick(List.of("page_view", "search", "purchase")));
        values.put("country", random.nextBoolean() ? "NO" : null);
        values.put("device", random.nextBoolean() ? "phone" : null);
        values.put("cart_value", random.nextBoolean() ? 1999L : null);
        values.put("consent", (long) random.nextInt(2));
        values.put("occurred_at", time());
    }

    /** The same, or in a lake in which no row comes again those that are not there yet. */
    private <T> List<T> once(List<T> of) {
        return rows == Rows.AGAIN ? of : of.stream().distinct().toList();
    }

    private <T> List<T> some(List<T> of) {
        List<T> some = new ArrayList<>();
        for (int count = Math.min(of.size(), 1 + random.nextInt(12)); count > 0; count--) {
            some.add(pick(of));
        }
        return some;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
