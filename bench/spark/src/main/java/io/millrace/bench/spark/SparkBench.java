package io.millrace.bench.spark;

import io.millrace.bench.spark.TransactionsByHand.Parsing;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.spark.SparkRunner;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code INPUT FOLDER [ROUNDS]}: a file of transactions through the runner {@code spark}, with everything that a run is, and
 * by hand, in turns; what is measured stands in bench/README.md.
 */
public final class SparkBench {

    private static final int THREADS = Integer.getInteger("bench.threads", 2);

    private final Path input;
    private final Path folder;
    private final Plan plan;
    private final List<Cost> ours = new ArrayList<>();
    private final Map<Parsing, List<Cost>> byHand = new EnumMap<>(Parsing.class);
    private long records;

    private SparkBench(Path input, Path folder) {
        this.input = input.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        plan = Plans.plan(ContractCompiler.compile(Path.of("contracts/transactions/contract.yaml"))
                .contract()
                .orElseThrow());
    }

    public static void main(String[] args) throws Exception {
        SparkBench bench = new SparkBench(Path.of(args[0]), Path.of(args[1]));
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        for (int round = 0; round < rounds; round++) {
            bench.round();
        }
        bench.report();
    }

    private void round() throws Exception {
        for (Parsing parsing : Parsing.values()) {
            Path place = empty("by-hand");
            Cost cost = Cost.of(() ->
                    TransactionsByHand.run(parsing, input, place.resolve("clean"), place.resolve("scratch"), THREADS));
            byHand.computeIfAbsent(parsing, any -> new ArrayList<>()).add(cost);
            say("by hand, %s: %s", parsing, cost);
            delete(place);
        }
        Path lake = empty("lake");
        Cost cost = Cost.of(() -> ours(new Lake(lake.toUri())));
        ours.add(cost);
        delete(lake);
        say("ours, all of a run: %s", cost);
    }

    private long ours(Lake lake) throws RunFailure, InterruptedException {
        RunOrder order = new RunOrder(
                plan,
                List.of(new MaskKey("k1", "a key of the bench only".getBytes(StandardCharsets.UTF_8))),
                List.of(input.toString()),
                Optional.of(LocalDate.of(2025, 4, 6)),
                Repeat.PASS_OVER,
                new Resources(THREADS, Runtime.getRuntime().maxMemory()));
        RunEnd.Committed end =
                (RunEnd.Committed) new BoundedRuns(RunPlace.here(lake), new SparkRunner()).run(order, new Silence());
        records = end.marker().counts().read();
        return records;
    }

    private void report() {
        Cost run = Cost.median(ours);
        say("%,d records, medians of %d", records, ours.size());
        say("ours, all of a run      %,12.0f records/s, %.1f core-seconds", records / run.seconds(), run.coreSeconds());
        byHand.forEach((parsing, costs) -> {
            Cost hand = Cost.median(costs);
            say(
                    "by hand, %-12s   %,12.0f records/s, %.1f core-seconds, ratio %.2f",
                    parsing, records / hand.seconds(), hand.coreSeconds(), hand.seconds() / run.seconds());
        });
    }

    private Path empty(String name) throws IOException {
        Path place = folder.resolve(name);
        delete(place);
        return Files.createDirectories(place);
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

    private static final class Silence implements BoundedListener {
        @Override
        public void started(Optional<URI> ui) {}

        @Override
        public void progress(Progress progress) {}

        @Override
        public void notice(String message) {
            System.err.println(message);
        }
    }
}
