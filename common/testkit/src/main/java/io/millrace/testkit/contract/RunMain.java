package io.millrace.testkit.contract;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A bounded run in a process of its own, by the one runner on its class path. It ends with the process that started it.
 */
public final class RunMain {

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
            unknown_fields: keep
            fields:
              - { name: id, type: bigint, required: true }
              - { name: at, type: timestamp, required: true }
            """;

    private RunMain() {}

    public static void main(String[] args) throws InterruptedException {
        endWith(ProcessHandle.of(Long.parseLong(args[2])).orElseThrow());
        try {
            new BoundedRuns(
                            RunPlace.here(new Lake(URI.create(args[0]))),
                            ServiceLoader.load(BoundedRunner.class).findFirst().orElseThrow())
                    .run(order(Path.of(args[1])), new Silence());
            System.exit(0);
        } catch (RunFailure e) {
            System.out.println(e.getMessage());
            System.exit(e.kind() == RunFailure.Kind.TRY_AGAIN ? 75 : 1);
        }
    }

    private static void endWith(ProcessHandle parent) {
        Thread watch = new Thread(() -> {
            parent.onExit().join();
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
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
                new Resources(2, 192L << 20));
    }

    static String record(int id) {
        return "{\"id\":" + id + ",\"at\":\"2025-04-06T10:00:00Z\"}";
    }
}
