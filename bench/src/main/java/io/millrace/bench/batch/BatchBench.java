package io.millrace.bench.batch;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.duckdb.DuckDbRunner;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code INPUT FOLDER [ROUNDS]}: a file of transactions through the runner {@code duckdb}, with everything that a run is, and
 * by hand, in turns; what is measured stands in bench/README.md.
 */
public final class BatchBench {

    private static final long MEMORY = Long.getLong("bench.memory.mib", 2048) << 20;
    private static final int THREADS = Integer.getInteger("bench.threads", 2);

    private final Path input;
    private final Path folder;
    private final Plan plan;
    private final List<Cost> ours = new ArrayList<>();
    private final List<Cost> rows = new ArrayList<>();
    private final List<Cost> clean = new ArrayList<>();
    private final List<Cost> raw = new ArrayList<>();
    private RunEnd.Committed end;

    private BatchBench(Path input, Path folder) {
        this.input = input.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        plan = Plans.plan(ContractCompiler.compile(Path.of("contracts/transactions/contract.yaml"))
                .contract()
                .orElseThrow());
    }

    public static void main(String[] args) throws Exception {
        BatchBench bench = new BatchBench(Path.of(args[0]), Path.of(args[1]));
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        for (int round = 0; round < rounds; round++) {
            bench.round();
        }
        bench.report();
    }

    private void round() throws Exception {
        Path byHand = empty("by-hand");
        TransactionsByHand hand = new TransactionsByHand(input, byHand, (MEMORY >> 20) + "MiB", THREADS);
        rows.add(Cost.of(hand::rows));
        clean.add(Cost.of(hand::clean));
        raw.add(Cost.of(hand::raw));
        delete(byHand);
        Path lake = empty("lake");
        ours.add(Cost.of(() -> ours(new Lake(lake.toUri()))));
        delete(lake);
        say(
                "by hand: rows %s, clean %s, raw %s; ours, all of a run: %s",
                last(rows), last(clean), last(raw), last(ours));
    }

    private static Cost last(List<Cost> costs) {
        return costs.get(costs.size() - 1);
    }

    private RunEnd ours(Lake lake) throws RunFailure, InterruptedException {
        RunOrder order = new RunOrder(
                plan,
                List.of(new MaskKey("k1", "a key of the bench only".getBytes(StandardCharsets.UTF_8))),
                List.of(input.toString()),
                Optional.of(LocalDate.of(2025, 4, 6)),
                Repeat.PASS_OVER,
                new Resources(THREADS, MEMORY));
        end = (RunEnd.Committed) new BoundedRuns(RunPlace.here(lake), new DuckDbRunner()).run(order, new Silence());
        return end;
    }

    private void report() {
        long read = end.marker().counts().read();
        Cost run = Cost.median(ours);
        say("%,d records, medians of %d", read, ours.size());
        say("ours, all of a run       %,12.0f records/s, %.1f core-seconds", read / run.seconds(), run.coreSeconds());
        say("by hand, rows            %s", beside(Cost.median(rows), run, read));
        say("by hand, clean           %s", beside(Cost.median(clean), run, read));
        say("by hand, clean and raw   %s", beside(Cost.median(clean).plus(Cost.median(raw)), run, read));
        say("routed to the row engine: %.2f %%", 100.0 * end.result().routed().orElse(0) / read);
    }

    private static String beside(Cost byHand, Cost run, long read) {
        return String.format(
                Locale.ROOT,
                "%,12.0f records/s, %.1f core-seconds; ours is %.2f of it",
                read / byHand.seconds(),
                byHand.coreSeconds(),
                byHand.seconds() / run.seconds());
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
