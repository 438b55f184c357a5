package io.millrace.cli.demo;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.run.RunWatch;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.testkit.generate.GeneratorOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace demo}. */
@Section("Demo")
@Command(
        name = "demo",
        description = {
            "Runs everything on this machine: a real Kafka broker, a generator of transactions good and",
            "bad, the streaming job with the Flink UI, the three zones under .millrace/demo/lake and the",
            "warehouse under .millrace/demo/warehouse, loaded while the job runs. Goes on until Ctrl-C;",
            "then stops in good order, audits the zones, asks the warehouse, and checks both against what",
            "the generator expects. With --once it does the same for a fixed number of records."
        },
        footer = {
            "  millrace demo --once",
            "  millrace demo --once --records 2000000 --seed 7",
            "  millrace demo --once --storage gs",
            "  millrace demo --rate 5000 --ui-port 9000"
        })
public final class Demo implements Callable<Exit>, TakesSettings {

    private static final long BYTES_PER_RECORD = 2048;
    private static final long LEAST_ROOM = 512L << 20;

    private final Call call;

    @Option(names = "--once", description = "Produce a fixed number of records, read them all, check, and end.")
    private boolean once;

    @Option(names = "--records", paramLabel = "N", description = "With --once: how many. Default: 200000")
    private Long records;

    @Option(names = "--rate", paramLabel = "N", description = "Without --once: records a second. Default: 1000")
    private Long rate;

    @Option(names = "--seed", paramLabel = "N", description = "Which records are made. Default: 1")
    private long seed = GeneratorOptions.DEFAULT_SEED;

    @Option(
            names = "--storage",
            paramLabel = "folder|gs|s3",
            description =
                    "Where zones and state stand: in files, or as objects in an emulated Google Cloud Storage or S3."
                            + " Default: folder")
    private DemoStorage.Kind storage = DemoStorage.Kind.FOLDER;

    @Option(names = "--keep", description = "Set the zones of an earlier demo aside instead of removing them.")
    private boolean keep;

    public Demo(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.PARALLELISM, Setting.BACKEND, Setting.UI_PORT);
    }

    @Override
    public Exit call() throws Exception {
        DemoFeed.Load load = load();
        long room = once ? LEAST_ROOM + load.records().orElse(0) * BYTES_PER_RECORD : LEAST_ROOM;
        try (DemoFolder folder =
                        DemoFolder.open(call, keep ? DemoFolder.Earlier.SET_ASIDE : DemoFolder.Earlier.REMOVE, room);
                RunWatch watch = new RunWatch(call.terminal(), once ? Until.NOW : Until.STOPPED)) {
            Signals.handle(watch::signalled);
            DemoResult result = new DemoRun(call, folder, watch, load).run(storage);
            DemoText text = new DemoText(result, folder);
            if (call.wantsJson()) {
                call.print(text::write);
            } else {
                text.lines(call.terminal().outStyle()).forEach(call::print);
            }
            return result.isGood() ? watch.signal().orElse(Exit.OK) : Exit.BOOKS;
        }
    }

    private DemoFeed.Load load() throws Failure {
        if (!once && records != null) {
            throw Failure.usage("--records belongs to --once", "without --once the demo goes on until Ctrl-C");
        }
        if (once && rate != null) {
            throw Failure.usage("--rate does not go with --once, which is as fast as it gets");
        }
        if ((records != null && records < 1) || (rate != null && rate < 1)) {
            throw Failure.usage("--records and --rate begin at 1");
        }
        return once
                ? DemoFeed.Load.once(records == null ? 200_000 : records, seed)
                : DemoFeed.Load.steady(rate == null ? 1000 : rate, seed);
    }
}
