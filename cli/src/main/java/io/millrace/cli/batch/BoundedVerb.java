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
import io.millrace.contract.Contract;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.InputSize;
import io.millrace.zones.run.Preview;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunPlace;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * What the verbs of bounded runs have in common.
 *
 * @param <O> what such a run is told to do
 */
abstract class BoundedVerb<O> implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset to which the records belong.")
    private String dataset;

    @Mixin
    private EngineOptions engine;

    BoundedVerb(Call call) {
        this.call = call;
    }

    @Override
    public final List<Setting> settings() {
        return List.of(
                Setting.CONTRACTS,
                Setting.LAKE,
                Setting.STORAGE,
                Setting.WORK,
                Setting.MASK_KEYS,
                Setting.PARALLELISM,
                Setting.SPARK_FROM);
    }

    abstract O order(Plan plan, Settings settings) throws Failure;

    abstract InputSize size(Lake lake, O order) throws RunFailure, IOException, InterruptedException;

    /** Whether only to say what would be done. */
    abstract boolean isDryRun();

    abstract Preview preview(BoundedRuns runs, O order) throws RunFailure, InterruptedException;

    abstract RunEnd run(BoundedRuns runs, O order, BatchWatch watch) throws RunFailure, InterruptedException;

    final Call atWork() {
        return call;
    }

    @Override
    public final Exit call() throws Exception {
        Settings settings = call.settings();
        O order = order(plan(settings), settings);
        Lake lake = new Lake(settings.place(Setting.LAKE));
        EngineChoice choice = engine.choice(settings, () -> size(lake, order));
        if (engine.onlyChoose()) {
            call.print(choice.runner());
            return Exit.OK;
        }
        RunPlace place = RunPlace.of(lake, settings.path(Setting.WORK));
        BoundedRuns runs = new BoundedRuns(place, engine.runner(choice));
        if (isDryRun()) {
            PreviewText.print(preview(runs, order), choice, settings.number(Setting.PARALLELISM), call);
            return Exit.OK;
        }
        return new WatchedRun(call, dataset, lake, choice).of(watch -> run(runs, order, watch));
    }

    private Plan plan(Settings settings) throws Failure, BadFile {
        Contract contract = Contracts.of(call, settings).contract(dataset);
        MaskedFields.check(contract, settings.maskKeys());
        return Plans.plan(contract);
    }

    /** The day that an option names. */
    static LocalDate day(String option, String text) throws Failure {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Failure.usage(option + " " + text + " is not a day such as 2025-04-06");
        }
    }
}
