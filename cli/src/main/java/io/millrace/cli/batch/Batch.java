package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Settings;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.InputSize;
import io.millrace.zones.run.Preview;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            "  millrace batch orders --input data/2025-04-06 --runner auto",
            "  millrace batch orders --input data/orders --runner spark --master spark://host:7077",
            "  millrace batch orders --input 'gs://bucket/in/*.gz' --lake gs://bucket/lake --runner duckdb",
            "  millrace batch orders --input data/orders.ndjson --force     read it again, in place of then"
        })
public final class Batch extends BoundedVerb<RunOrder> {

    private static final Pattern ELSEWHERE = Pattern.compile("^(?!file:)[A-Za-z][A-Za-z0-9+.-]+://");

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            required = true,
            description = "A file, a folder, or a pattern: 'data/**.gz', 'gs://bucket/in/*'. Repeatable.")
    private List<String> inputs;

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
        super(call);
    }

    @Override
    RunOrder order(Plan plan, Settings settings) throws Failure {
        return new RunOrder(
                plan,
                settings.maskKeys(),
                inputs.stream().map(this::absolute).toList(),
                date == null ? Optional.empty() : Optional.of(day("--date", date)),
                force ? Repeat.REPLACE : Repeat.PASS_OVER,
                EngineOptions.resources(settings));
    }

    private String absolute(String input) {
        return ELSEWHERE.matcher(input).find()
                ? input
                : atWork().path(input.replaceFirst("^file://(?=/)", "")).toString();
    }

    @Override
    InputSize size(Lake lake, RunOrder order) throws RunFailure, IOException, InterruptedException {
        return InputSize.of(lake, order);
    }

    @Override
    boolean isDryRun() {
        return dryRun;
    }

    @Override
    Preview preview(BoundedRuns runs, RunOrder order) throws RunFailure, InterruptedException {
        return runs.preview(order);
    }

    @Override
    RunEnd run(BoundedRuns runs, RunOrder order, BatchWatch watch) throws RunFailure, InterruptedException {
        return runs.run(order, watch);
    }
}
