package io.millrace.cli.contracts;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.batch.BoundedRunners;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.warehouse.ModelPlanText;
import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace plan}. */
@Command(
        name = "plan",
        description = {
            "Draws what a run of a dataset will do: where its records come from, the steps with their",
            "uids, the zones with their columns, what is masked, how long keys are remembered.",
            "",
            "With --runner: prints what that engine is told to do with a file, where it has a language of its",
            "own: for duckdb, SQL that runs in the duckdb shell as it stands.",
            "",
            "With --warehouse: says what the next load of the warehouse will build anew, because its SQL",
            "differs from what the published version was built with, and why. Changes nothing."
        },
        footer = {
            "  millrace plan transactions",
            "  millrace plan contracts/orders --output json",
            "  millrace plan transactions --mermaid > plan.mmd",
            "  millrace plan transactions --runner duckdb --input in.ndjson | duckdb",
            "  millrace plan --warehouse"
        })
public final class PlanVerb implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATASET|DIR",
            description = "A dataset of the contracts folder, or the folder or file of a contract.")
    private String target;

    @Option(names = "--mermaid", description = "Draw it as a Mermaid flowchart.")
    private boolean mermaid;

    @Option(
            names = "--runner",
            paramLabel = "NAME",
            description = "Print the plan in the language of this engine of bounded runs.")
    private String runner;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "The file that the printed plan reads. Default: in.ndjson")
    private String input = "in.ndjson";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder below which the printed plan writes clean rows. Default: clean")
    private String out = "clean";

    @Option(
            names = "--warehouse",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "DIR",
            description = "Plan the next load of the warehouse instead, that of the settings or this one.")
    private String warehouse;

    public PlanVerb(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.CONTRACTS, Setting.TOPICS, Setting.SQL);
    }

    @Override
    public Exit call() throws Exception {
        if (warehouse != null && !warehouse.isEmpty()) {
            call.flags().set(Setting.WAREHOUSE, warehouse);
        }
        Settings settings = call.settings();
        if (warehouse != null) {
            return ModelPlanText.print(call, settings);
        } else if (target == null) {
            throw Failure.usage("name a dataset, or plan the warehouse: plan --warehouse");
        }
        Plan plan = Plans.plan(contract(settings));
        if (runner != null) {
            call.print(script(plan));
            return Exit.OK;
        }
        String topic = settings.topic(plan.dataset());
        if (mermaid) {
            new PlanDiagram(plan, topic).lines().forEach(call::print);
        } else if (call.wantsJson()) {
            call.print(new PlanJson(plan, topic)::write);
        } else {
            new PlanDrawing(plan, topic, call.terminal().outStyle()).lines().forEach(call::print);
        }
        return Exit.OK;
    }

    private String script(Plan plan) throws Failure {
        return BoundedRunners.named(runner)
                .script(plan, input, out)
                .orElseThrow(() -> Failure.usage(
                        "the runner " + runner + " has no language of its own in which a plan could be printed",
                        "millrace plan " + target + " draws its steps; --runner duckdb prints SQL"))
                .stripTrailing();
    }

    private Contract contract(Settings settings) throws Failure, BadFile, IOException {
        Path place = call.path(target);
        if (!Files.exists(place)) {
            return Contracts.of(call, settings).contract(target);
        }
        List<Path> files = ContractFiles.in(List.of(place));
        if (files.size() > 1) {
            throw Failure.usage(place + " holds " + files.size() + " contracts", "name one of them");
        }
        Compiled compiled = ContractCompiler.compile(files.get(0));
        return compiled.contract().orElseThrow(() -> new BadFile(files.get(0), compiled.problems()));
    }
}
