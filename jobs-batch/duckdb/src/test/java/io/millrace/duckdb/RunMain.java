package io.millrace.duckdb;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code LAKE INPUT}: a bounded run in a process of its own, which ends when its standard input does. */
public final class RunMain {

    static final long MEMORY = 256L << 20;

    private static final String CONTRACT = """
            contract: 1
            dataset: fixture
            version: 1
            owner: fixtures
            source: { format: json }
            key: [id]
            dedupe: { keep: first, within: 7 d }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: drop
            fields:
              - { name: id, type: bigint, required: true }
              - { name: at, type: timestamp, required: true }
              - { name: text, type: string }
            """;

    private RunMain() {}

    public static void main(String[] args) throws InterruptedException {
        Thread parent = new Thread(RunMain::endWithInput);
        parent.setDaemon(true);
        parent.start();
        try {
            new BoundedRuns(new Lake(URI.create(args[0])), new DuckDbRunner()).run(order(Path.of(args[1])), new Told());
            System.exit(0);
        } catch (RunFailure e) {
            System.out.println(e.getMessage());
            System.exit(e.kind() == RunFailure.Kind.TRY_AGAIN ? 75 : 1);
        }
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }

    static RunOrder order(Path input) {
        Plan plan = Plans.plan(ContractCompiler.compile("contract.yaml", CONTRACT.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
        return new RunOrder(
                plan,
                List.of(),
                List.of(input.toString()),
                Optional.empty(),
                Repeat.PASS_OVER,
                new Resources(2, MEMORY));
    }

    /** A record of that key, with a text that makes rows as large as real ones. */
    static String record(int id) {
        return "{\"id\":" + id + ",\"at\":\"2025-04-06T10:00:00Z\",\"text\":\"" + Integer.toHexString(id * 0x9e3779b1)
                + "-".repeat(200) + "\"}";
    }

    /** Prints what a run says. */
    private static final class Told implements BoundedListener {
        @Override
        public void started(Optional<URI> ui) {
            System.out.println("started");
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void notice(String message) {
            System.out.println(message);
        }
    }
}
