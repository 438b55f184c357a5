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
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder.Repeat;
import java.io.IOException;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class Reprocess extends BoundedVerb<ReprocessOrder> {

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

    @Option(
            names = "--force",
            description = "Run even if a run over these days by this contract counts, with nothing new in raw.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description = "Judge everything and say whose verdict would change, by code; change nothing.")
    private boolean dryRun;

    public Reprocess(Call call) {
        super(call);
    }

    @Override
    ReprocessOrder order(Plan plan, Settings settings) throws Failure {
        return new ReprocessOrder(
                plan,
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

    @Override
    InputSize size(Lake lake, ReprocessOrder order) throws RunFailure, IOException {
        return InputSize.of(lake, order);
    }

    @Override
    boolean isDryRun() {
        return dryRun;
    }

    @Override
    Preview preview(BoundedRuns runs, ReprocessOrder order) throws RunFailure, InterruptedException {
        return runs.preview(order);
    }

    @Override
    RunEnd run(BoundedRuns runs, ReprocessOrder order, BatchWatch watch) throws RunFailure, InterruptedException {
        return runs.reprocess(order, watch);
    }
}
