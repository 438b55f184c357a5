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
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace batch}. */
@Section("What to run")
@Command(
        name = "batch",
        description = {
            "Reads files of JSON lines (plain, gzip, zstd), judges every record by the contract of the",
            "dataset, and keeps it in the raw zone and in exactly one of clean and error. A run counts",
            "as a whole or not at all: killed at any point it leaves nothing that readers see. Files",
            "that an earlier run has read are passed over; when all were, the run says so and ends.",
            "",
            "A record is known by its file and line; the name of the file is its path below the folder",
            "in front of the first wildcard. Its source time is midnight of the date in the path, else",
            "the time when the file was modified."
        },
        footer = {
            "  millrace batch transactions --input 'data/*.ndjson.gz' --mask-key k1=mask.key",
            "  millrace batch orders --input data/2025-04-06 --runner duckdb",
            "  millrace batch orders --input data/orders --runner spark --master spark://host:7077",
            "  millrace batch orders --input data/orders.ndjson --force     read it again, in place of then"
        })
public final class Batch implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset to which the records belong.")
    private String dataset;

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            required = true,
            description = "A file, a folder, or a pattern such as 'data/**.ndjson.gz'. Repeatable.")
    private List<String> inputs;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The source time of all files: its midnight, UTC.")
    private String date;

    @Option(
            names = "--force",
            description = "Read files again that were read before; this run takes the place of those runs.")
    private boolean force;

    @Option(names = "--dry-run", description = "Say what would be read and about how long it takes; change nothing.")
    private boolean dryRun;

    public Batch(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.CONTRACTS, Setting.LAKE, Setting.MASK_KEYS, Setting.PARALLELISM);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        RunOrder order = order(settings);
        Lake lake = new Lake(settings.place(Setting.LAKE));
        BoundedRuns runs = new BoundedRuns(lake, engine.runner());
        if (dryRun) {
            PreviewText.print(runs.preview(order), order.resources().parallelism(), call);
            return Exit.OK;
        }
        return new WatchedRun(call, dataset, lake).of(watch -> runs.run(order, watch));
    }

    private RunOrder order(Settings settings) throws Failure, BadFile {
        Contract contract = Contracts.of(call, settings).contract(dataset);
        MaskedFields.check(contract, settings.maskKeys());
        return new RunOrder(
                Plans.plan(contract),
                settings.maskKeys(),
                inputs.stream().map(input -> call.path(input).toString()).toList(),
                day(),
                force ? Repeat.REPLACE : Repeat.PASS_OVER,
                EngineOptions.resources(settings));
    }

    private Optional<LocalDate> day() throws Failure {
        try {
            return Optional.ofNullable(date).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw Failure.usage("--date " + date + " is not a day such as 2025-04-06");
        }
    }
}
