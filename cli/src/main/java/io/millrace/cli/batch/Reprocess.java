package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.contracts.MaskedFields;
import io.millrace.cli.terminal.Section;
import io.millrace.contract.Contract;
import io.millrace.pipeline.plan.Plans;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder.Repeat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace reprocess}. */
@Section("What to run")
@Command(
        name = "reprocess",
        description = {
            "Judges the records of some days of the raw zone anew, by the contract as it is now. What",
            "becomes of them takes the place of what became of them before, in clean and error, all at",
            "once; raw stays as it is. Days are those of the source time, in UTC: the dt= folders of raw."
        },
        footer = {
            "  millrace reprocess transactions --from 2025-04-01 --to 2025-04-30 --reason 'amounts may be 0'",
            "  millrace reprocess orders --from 2025-04-06 --to 2025-04-06 --runner spark --reason 'bug 7'"
        })
public final class Reprocess implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset to which the records belong.")
    private String dataset;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", required = true, description = "The first day.")
    private String from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", required = true, description = "The last day.")
    private String to;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for whoever looks at the run later.")
    private String reason;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--force",
            description = "Run even if a run over these days by this contract counts, with nothing new in raw.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description = "Judge everything and say whose verdict would change, by code; change nothing.")
    private boolean dryRun;

    public Reprocess(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.CONTRACTS, Setting.LAKE, Setting.MASK_KEYS, Setting.PARALLELISM);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        ReprocessOrder order = order(settings);
        Lake lake = new Lake(settings.place(Setting.LAKE));
        BoundedRuns runs = new BoundedRuns(lake, engine.runner());
        if (dryRun) {
            PreviewText.print(runs.preview(order), order.resources().parallelism(), call);
            return Exit.OK;
        }
        return new WatchedRun(call, dataset, lake).of(watch -> runs.reprocess(order, watch));
    }

    private ReprocessOrder order(Settings settings) throws Failure, BadFile {
        Contract contract = Contracts.of(call, settings).contract(dataset);
        MaskedFields.check(contract, settings.maskKeys());
        return new ReprocessOrder(
                Plans.plan(contract),
                settings.maskKeys(),
                days(),
                reason,
                force ? Repeat.REPLACE : Repeat.PASS_OVER,
                EngineOptions.resources(settings));
    }

    private Days days() throws Failure {
        LocalDate first = day("--from", from);
        LocalDate last = day("--to", to);
        if (last.isBefore(first)) {
            throw Failure.usage("--to " + to + " is before --from " + from);
        }
        return new Days(first, last);
    }

    private static LocalDate day(String option, String text) throws Failure {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Failure.usage(option + " " + text + " is not a day such as 2025-04-06");
        }
    }
}
