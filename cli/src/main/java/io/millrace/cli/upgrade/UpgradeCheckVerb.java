package io.millrace.cli.upgrade;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.terminal.Section;
import io.millrace.contract.Contract;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.upgrade.UpgradeCheck;
import io.millrace.pipeline.upgrade.UpgradeReport;
import io.millrace.pipeline.upgrade.UpgradeRequest;
import io.millrace.pipeline.upgrade.UpgradeRequest.From;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace upgrade check}. */
@Section("What to check")
@Command(
        name = "check",
        description = {
            "Says whether a stream can go on: compares operators, serializers, max parallelism, the two",
            "contracts, and the offsets that come next with what the broker has. Starts and changes nothing.",
            "Ends with 0 when it is safe and with 6 when not, each reason with the way out."
        })
public final class UpgradeCheckVerb implements Callable<Exit>, TakesSettings {

    private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private final Call call;

    @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "The dataset of the stream.")
    private String dataset;

    @Option(
            names = "--from",
            paramLabel = "URI|RELEASE",
            required = true,
            description = "A savepoint or checkpoint by its folder, or a release: any savepoint that it wrote.")
    private String from;

    @Option(
            names = "--before",
            paramLabel = "FILE",
            description = "The contract so far, for a snapshot that does not say it itself, and for a release.")
    private String before;

    public UpgradeCheckVerb(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.CONTRACTS,
                Setting.STORAGE,
                Setting.BROKERS,
                Setting.TOPICS,
                Setting.CLIENT,
                Setting.PARALLELISM,
                Setting.BACKEND);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        Contract after = Contracts.of(call, settings).contract(dataset);
        Optional<Contract> earlier =
                before == null ? Optional.empty() : Optional.of(Contracts.compiled(call.path(before)));
        From what = RELEASE.matcher(from).matches() ? new From.Release(from) : new From.Snapshot(call.uri(from));
        Optional<Topics> topics = settings.optionalText(Setting.BROKERS).isEmpty()
                ? Optional.empty()
                : Optional.of(new Topics(
                        settings.optionalText(Setting.BROKERS).get(),
                        Start.EARLIEST,
                        Until.NOW,
                        settings.clientProperties()));
        UpgradeReport report = check().check(new UpgradeRequest(
                what,
                after,
                earlier,
                settings.number(Setting.PARALLELISM),
                StateBackend.valueOf(settings.text(Setting.BACKEND).toUpperCase(Locale.ROOT)),
                topics,
                settings.topic(dataset)));
        ReportText text = new ReportText(report);
        if (call.wantsJson()) {
            call.print(text::write);
        } else {
            text.lines(call.terminal().outStyle()).forEach(call::print);
        }
        return report.isSafe() ? Exit.OK : Exit.UNSAFE;
    }

    private static UpgradeCheck check() throws Failure {
        return ServiceLoader.load(UpgradeCheck.class)
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "the engine of streams is not on the class path of this process",
                        "start it with ./millrace, which knows the class path of each verb"));
    }
}
