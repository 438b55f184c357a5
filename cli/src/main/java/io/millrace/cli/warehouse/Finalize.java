package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Holder;
import io.millrace.pipeline.warehouse.LoadRequest.Keep;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadSummary;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace finalize}. */
@Section("What to load")
@Command(
        name = "finalize",
        description = {
            "Loads every committed file of the zones that the warehouse does not know yet, once,",
            "checks the result, and publishes it as a new version. Readers never wait and never see",
            "half a load. It may be stopped or killed at any moment: the next call goes on.",
            "",
            "Ends with 3 when a file had to be put aside or a check does not hold, with 75 when",
            "another process is loading or the disk is full."
        },
        footer = {
            "  millrace finalize                        load what is new, publish, end",
            "  millrace finalize --follow               and again every 2 seconds",
            "  millrace finalize --retry-quarantined    after a file was repaired",
            "  millrace finalize --rebuild              everything again from the zones"
        })
public final class Finalize implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Option(names = "--follow", description = "Go on until stopped: look for new files again and again.")
    private boolean follow;

    @Option(names = "--every", paramLabel = "TIME", description = "With --follow: how often to look. Default: 2 s")
    private String every = "2 s";

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Keep metrics in this file, in the text format of Prometheus.")
    private String metricsFile;

    @Option(
            names = "--metrics-port",
            paramLabel = "[HOST:]PORT",
            description = "With --follow: answer GET /metrics on this port; on 127.0.0.1 if no host is named.")
    private String metricsPort;

    @Option(names = "--rebuild", description = "Build everything again from the zones, then put it in place.")
    private boolean rebuild;

    @Option(names = "--retry-quarantined", description = "Probe files again that were put aside.")
    private boolean retry;

    @Option(
            names = "--take-over",
            description = "End the process that is loading, if it runs on this machine, and take its place.")
    private boolean takeOver;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Published versions that stay besides those that are being read. Default: 3")
    private int keep = 3;

    @Option(names = "--keep-for", paramLabel = "TIME", description = "Versions younger than this stay, however many.")
    private String keepFor;

    public Finalize(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.CONTRACTS,
                Setting.LAKE,
                Setting.STORAGE,
                Setting.WAREHOUSE,
                Setting.SQL,
                Setting.MEMORY,
                Setting.THREADS,
                Setting.SPILL);
    }

    @Override
    public Exit call() throws Exception {
        WarehouseMetrics metrics = new WarehouseMetrics(Clock.systemUTC());
        if (metricsPort == null) {
            return load(metrics);
        } else if (!follow) {
            throw Failure.usage(
                    "--metrics-port is of a finalizer that goes on: add --follow",
                    "a load that ends can leave its metrics in a file: --metrics FILE");
        }
        try (MetricsPort port = MetricsPort.open(metricsPort, metrics::page)) {
            call.tell("metrics: " + port.url());
            return load(metrics);
        }
    }

    private Exit load(WarehouseMetrics metrics) throws Failure, BadFile, RunFailure {
        Optional<MetricsFile> file = Optional.ofNullable(metricsFile)
                .map(name -> new MetricsFile(call.path(name), metrics, Clock.systemUTC()));
        LoadWatch watch = new LoadWatch(call, follow ? LoadWatch.Lines.EACH_LOAD : LoadWatch.Lines.NONE, metrics, file);
        Signals.handle(watch::signalled);
        LoadSummary last = Warehouses.engine().load(request(call.settings()), watch);
        if (call.wantsJson()) {
            call.print(json -> LoadText.write(json, last));
        } else if (!follow) {
            LoadText.lines(last, call.terminal().outStyle()).forEach(call::print);
        }
        Exit end = watch.signal().orElse(Exit.OK);
        return watch.foundBadFiles() ? Exit.DATA : end;
    }

    private LoadRequest request(Settings settings) throws Failure, BadFile {
        Contracts contracts = Contracts.of(call, settings);
        List<Plan> plans = new ArrayList<>();
        for (String dataset : contracts.datasets()) {
            plans.add(Plans.plan(contracts.contract(dataset)));
        }
        return new LoadRequest(
                Warehouses.place(call, settings),
                settings.place(Setting.LAKE),
                Warehouses.sql(call, settings),
                plans,
                rebuild ? From.ZONES : From.WORKING_FILE,
                retry ? Quarantine.RETRY : Quarantine.LEAVE,
                takeOver ? Holder.END : Holder.RESPECT,
                new Keep(keep, keepFor == null ? Duration.ZERO : time("--keep-for", keepFor)),
                follow ? Optional.of(time("--every", every)) : Optional.empty());
    }

    private static Duration time(String option, String text) throws Failure {
        return Setting.time(text)
                .orElseThrow(
                        () -> Failure.usage(option + " " + text + " is not a time such as 500 ms, 10 s, 5 min, 2 h"));
    }
}
