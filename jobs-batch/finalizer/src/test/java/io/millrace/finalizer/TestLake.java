package io.millrace.finalizer;

import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.json.Instants;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.RunMarker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.hadoop.ParquetWriter;

/** A lake of transactions, written as the jobs write it: judged, masked, deduplicated, each file visible at once. */
public final class TestLake {

    public static final Path HOME = Path.of(System.getProperty("millrace.home"));

    private final Path root;
    private final Lake lake;
    private final Plan plan;
    private final Judge judge;
    private final Map<RowKey, Position> seen = new HashMap<>();

    public TestLake(Path root) {
        this.root = root;
        lake = new Lake(root.toUri());
        plan = plan("transactions");
        judge = new Judge(plan, List.of(new MaskKey("k1", "0123456789abcdef".getBytes(StandardCharsets.UTF_8))));
    }

    /** The option of a JVM that unpacks the engine in this folder, and so may be killed: the folder goes with the test. */
    public static String temporary(Path folder) throws IOException {
        return "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"));
    }

    public static Plan plan(String dataset) {
        Contract contract = ContractCompiler.compile(
                        HOME.resolve("contracts").resolve(dataset).resolve("contract.yaml"))
                .contract()
                .orElseThrow();
        return Plans.plan(contract);
    }

    public Path root() {
        return root;
    }

    public Plan plan() {
        return plan;
    }

    /** Files of a stream's checkpoint; duplicates of what the stream has seen go to the error zone. */
    public List<Path> stream(String name, List<SourceRecord> records) throws IOException {
        return write("part-" + name, records, seen).stream().map(this::path).toList();
    }

    /** A bounded run with its marker. */
    public List<Path> run(String run, List<SourceRecord> records, String... supersedes) throws IOException {
        List<RunMarker.RunFile> files = write("run-" + run, records, new HashMap<>());
        RunMarker.Tally counts = new RunMarker.Tally(records.size(), 0, 0, 0);
        new RunMarker("transactions", run, plan.contract().id(), "test", counts, files, List.of(supersedes))
                .commit(new LocalFiles(), lake);
        return files.stream().map(this::path).toList();
    }

    /** A bounded run over the raw zone with its marker: it takes the place of files. */
    public List<Path> runInPlaceOf(List<Path> replaced, String run, List<SourceRecord> records) throws IOException {
        List<RunMarker.RunFile> files = write("run-" + run, records, new HashMap<>());
        new RunMarker(
                        "transactions",
                        run,
                        plan.contract().id(),
                        "test",
                        new RunMarker.Tally(records.size(), 0, 0, 0),
                        files,
                        List.of(),
                        replaced.stream()
                                .map(file -> root.relativize(file).toString())
                                .toList(),
                        Optional.of(new RunMarker.Days(LocalDate.EPOCH, LocalDate.of(2100, 1, 1))),
                        List.of(),
                        Map.of(),
                        Optional.empty())
                .commit(new LocalFiles(), lake);
        return files.stream().map(this::path).toList();
    }

    /** Files of a bounded run that was not committed. */
    public void runWithoutMarker(String run, List<SourceRecord> records) throws IOException {
        write("run-" + run, records, new HashMap<>());
    }

    private Path path(RunMarker.RunFile file) {
        return root.resolve(file.path());
    }

    private List<RunMarker.RunFile> write(String name, List<SourceRecord> records, Map<RowKey, Position> known)
            throws IOException {
        Map<Integer, List<CleanRecord>> clean = new TreeMap<>();
        Map<Integer, List<ErrorRecord>> errors = new TreeMap<>();
        for (SourceRecord record : records) {
            Outcome outcome = judge.judge(record);
            int day = Instants.day(record.sourceTime());
            if (outcome instanceof Outcome.Clean good) {
                Position first = known.putIfAbsent(good.key(), record.position());
                CleanRecord row = CleanRecord.of(record, good);
                if (first == null) {
                    clean.computeIfAbsent(good.eventDay(), absent -> new ArrayList<>())
                            .add(row);
                } else {
                    errors.computeIfAbsent(day, absent -> new ArrayList<>())
                            .add(ErrorRecord.duplicate(row, Code.DUPLICATE, first));
                }
            } else if (outcome instanceof Outcome.Rejected bad) {
                errors.computeIfAbsent(day, absent -> new ArrayList<>()).add(ErrorRecord.rejected(record, bad));
            }
        }
        List<RunMarker.RunFile> files = new ArrayList<>();
        for (Map.Entry<Integer, List<CleanRecord>> day : clean.entrySet()) {
            files.add(
                    visible(Zone.CLEAN, day.getKey(), name, day.getValue().size(), out -> clean(day.getValue(), out)));
        }
        for (Map.Entry<Integer, List<ErrorRecord>> day : errors.entrySet()) {
            files.add(
                    visible(Zone.ERROR, day.getKey(), name, day.getValue().size(), out -> errors(day.getValue(), out)));
        }
        return files;
    }

    private RunMarker.RunFile visible(Zone zone, int day, String name, long rows, Content content) throws IOException {
        Path folder = Files.createDirectories(Path.of(lake.partition(zone, "transactions", day)));
        Path hidden = folder.resolve("." + name);
        try (OutputStream out = Files.newOutputStream(hidden)) {
            content.write(out);
        }
        Path file = folder.resolve(name + "-0" + zone.suffix());
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        return new RunMarker.RunFile(root.relativize(file).toString(), rows, Files.size(file));
    }

    private void clean(List<CleanRecord> rows, OutputStream out) throws IOException {
        try (ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(out)) {
            for (CleanRecord row : rows) {
                writer.write(row);
            }
        }
    }

    private void errors(List<ErrorRecord> records, OutputStream out) throws IOException {
        ErrorLine line = new ErrorLine(plan);
        LineBuffer buffer = new LineBuffer();
        for (ErrorRecord record : records) {
            line.write(record, buffer);
        }
        buffer.writeTo(out);
    }

    /** Records {@code from} to {@code to} of an endless row, spread over days; every 50th is bad. */
    public static List<SourceRecord> records(long from, long to) {
        List<SourceRecord> records = new ArrayList<>();
        for (long id = from; id < to; id++) {
            records.add(record(id));
        }
        return records;
    }

    private static SourceRecord record(long id) {
        long day = 20_180 + id % 7;
        String json = String.format(
                java.util.Locale.ROOT,
                """
                {"transaction_id":%d,"source_system":"core-%d","account_number":"DE%020d","account_type":"SAVINGS",\
                "customer_region":"%s","amount":%d.%02d,"currency":"EUR","status":"%s","processing_duration":%d.25,\
                "timestamp":"%sT%02d:30:00Z"}""",
                id + 1,
                id % 3,
                id % 97,
                id % 2 == 0 ? "North" : "Süd",
                id % 1000 + 1,
                id % 100,
                id % 50 == 49 ? "LOST" : "COMPLETED",
                id % 60,
                java.time.LocalDate.ofEpochDay(day),
                id % 24);
        long time = (day * 86_400 + id % 86_400) * 1_000_000;
        Position position = new Position("transactions", Long.toString(id % 4), id / 4);
        return new SourceRecord(position, time, null, List.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }
}
