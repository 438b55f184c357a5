package io.millrace.cli.contracts;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace validate}. */
@Command(
        name = "validate",
        description = {
            "Compiles contracts and runs the samples beside them. Shows every problem at once, each with",
            "its place, the text that stands there and what to do; ends with 2 when there is an error",
            "or a sample that went another way. Fit for CI and pre-commit."
        },
        footer = {
            "  millrace validate",
            "  millrace validate contracts/orders",
            "  millrace validate contracts/*/contract.yaml --output json"
        })
public final class Validate implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..*",
            description = "Contracts, or folders with contracts in or below them. Default: the contracts folder.")
    private List<String> places = List.of();

    public Validate(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.CONTRACTS);
    }

    @Override
    public Exit call() throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : files()) {
            verdicts.add(Verdict.of(file, call.surroundings().folder()));
        }
        VerdictText text = new VerdictText(verdicts, call.terminal().outStyle());
        if (call.wantsJson()) {
            call.print(text::write);
        } else {
            text.lines().forEach(call::print);
        }
        return verdicts.stream().allMatch(Verdict::isGood) ? Exit.OK : Exit.USAGE;
    }

    private List<Path> files() throws Exception {
        if (places.isEmpty()) {
            return Contracts.of(call, call.settings()).files();
        }
        return ContractFiles.in(places.stream().map(call::path).toList());
    }
}
