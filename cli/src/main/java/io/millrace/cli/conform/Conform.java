package io.millrace.cli.conform;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.batch.BoundedRunners;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.contracts.MaskedFields;
import io.millrace.cli.run.FolderTrees;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Section;
import io.millrace.contract.Contract;
import io.millrace.pipeline.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace conform}. */
@Section("What to compare")
@Command(
        name = "conform",
        description = {
            "Runs your contract over your files on several engines, each in a process and a lake of its",
            "own, and compares everything that they wrote: raw records, clean rows with their types and",
            "days, rejected records with all reasons, duplicates with the record that was kept.",
            "",
            "Ends with 3 when an engine differs from the first, and shows the first records that do,",
            "side by side. Nothing is kept unless --keep says where."
        },
        footer = {
            "  millrace conform transactions --input 'data/*.ndjson.gz' --mask-key k1=mask.key",
            "  millrace conform orders --input data/orders.ndjson --runner flink-batch,duckdb",
            "  millrace conform orders --input data --output json"
        })
public final class Conform implements Callable<Exit>, TakesSettings {

    private static final int SHOWN = 10;

    private final Call call;
    private volatile Exit signal;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset to which the records belong.")
    private String dataset;

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            required = true,
            description = "A file, a folder, or a pattern: 'data/**.gz', 'gs://bucket/in/*'. Repeatable.")
    private List<String> inputs;

    @Option(
            names = "--runner",
            paramLabel = "NAME",
            split = ",",
            description = "The engines, the first of which the others are held against. Default: all of bounded runs.")
    private List<String> runners = BoundedRunners.NAMES;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The source time of all files: its midnight, UTC.")
    private String date;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leave the lakes in this folder, one of each engine.")
    private String keep;

    public Conform(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.CONTRACTS, Setting.STORAGE, Setting.WORK, Setting.MASK_KEYS, Setting.PARALLELISM);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        Contract contract = Contracts.of(call, settings).contract(dataset);
        MaskedFields.check(contract, settings.maskKeys());
        if (runners.size() < 2 || runners.stream().distinct().count() < runners.size()) {
            throw Failure.usage(
                    "to compare takes two engines or more, each once; named: " + String.join(", ", runners));
        }
        for (String runner : runners) {
            BoundedRunners.check(runner);
        }
        Thread worker = Thread.currentThread();
        Signals.handle(exit -> {
            signal = exit;
            worker.interrupt();
        });
        Path folder = folder();
        try {
            return report(Conformity.of(Plans.plan(contract), runs(folder), SHOWN));
        } catch (InterruptedException e) {
            return signal;
        } catch (Failure e) {
            if (signal != null) {
                return signal; // it reached the engine as well
            }
            throw e;
        } finally {
            if (keep == null) {
                FolderTrees.delete(folder);
            }
        }
    }

    private Path folder() throws Failure, IOException {
        if (keep == null) {
            Path parent = Files.createDirectories(call.path(".millrace"));
            return Files.createTempDirectory(parent, "conform");
        }
        Path folder = call.path(keep);
        for (String runner : runners) {
            if (Files.exists(folder.resolve(runner))) {
                throw Failure.usage(folder.resolve(runner) + " is there already", "name a folder that holds no lakes");
            }
        }
        return Files.createDirectories(folder);
    }

    private List<EngineRun> runs(Path folder) throws Failure, IOException, InterruptedException {
        List<EngineRun> runs = new ArrayList<>();
        for (String runner : runners) {
            call.tell("running on " + runner);
            runs.add(EngineRun.of(call, runner, folder.resolve(runner), words()));
        }
        return runs;
    }

    /** What this call was told, for the run of an engine. */
    private List<String> words() {
        List<String> words = new ArrayList<>(List.of(dataset));
        inputs.forEach(input -> words.addAll(List.of("--input", input)));
        if (date != null) {
            words.addAll(List.of("--date", date));
        }
        call.options().config().ifPresent(file -> words.addAll(List.of("--config", file)));
        call.options().profile().ifPresent(name -> words.addAll(List.of("--profile", name)));
        words.addAll(call.flags().words());
        return words;
    }

    private Exit report(Conformity conformity) {
        ConformText text = new ConformText(conformity);
        if (call.wantsJson()) {
            call.print(text::write);
        } else {
            text.lines(call.terminal().outStyle()).forEach(call::print);
        }
        return conformity.isEqual() ? Exit.OK : Exit.DATA;
    }
}
