package io.millrace.cli.stream;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.run.Runners;
import io.millrace.cli.run.SummaryText;
import io.millrace.cli.run.WatchedRun;
import io.millrace.cli.run.WatchedRun.Ended;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.Submitter.Cluster;
import io.millrace.pipeline.run.Submitter.Submitted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace stream}. */
@Section("What to run")
@Command(
        name = "stream",
        description = {
            "Reads datasets from Kafka, judges every record by its contract, and keeps it in the",
            "raw zone and in exactly one of clean and error. Files become visible with each",
            "checkpoint; a run that is stopped or killed goes on where it was. Ctrl-C stops it in",
            "good order, a second Ctrl-C at once; both are safe."
        },
        footer = {
            "  millrace stream --dataset transactions --brokers kafka:9092 --mask-key k1=mask.key",
            "  millrace stream --dataset transactions --dataset orders --profile prod",
            "  millrace stream --dataset transactions --until now      read what is there, commit, end",
            "  millrace stream --dataset transactions --ui-port 8081   watch it in the Flink UI",
            "  millrace stream --dataset transactions --target session --rest http://flink:8081"
        })
public final class Stream implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "A dataset to run. Repeatable.")
    private List<String> datasets;

    @Option(
            names = "--until",
            paramLabel = "now",
            description = "End when all that stands in the topics now has been read.")
    private End until;

    @Option(
            names = "--from",
            paramLabel = "latest|none|URI",
            description =
                    "State to begin with: the latest retained checkpoint or savepoint (default), none, or the one there.")
    private String from = "latest";

    @Option(
            names = "--reread",
            description = "With --from none: read again although the zones already hold records of the dataset.")
    private boolean reread;

    @Option(names = "--runner", paramLabel = "NAME", description = "The engine. Default: flink-stream")
    private String runner = "flink-stream";

    @Mixin
    private final ClusterOptions clusterOptions = new ClusterOptions();

    /** What {@code --until} may say. */
    enum End {
        NOW
    }

    public Stream(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return Setting.ofStreams();
    }

    @Override
    public Exit call() throws Exception {
        Optional<Cluster> cluster = clusterOptions.cluster(call);
        Settings settings = call.settings();
        clusterOptions.check(settings);
        RunRequest request =
                new Requests(call, settings).stream(datasets, until == End.NOW ? Until.NOW : Until.STOPPED, start());
        return cluster.isPresent() ? submit(request, cluster.get()) : run(request);
    }

    private Exit submit(RunRequest request, Cluster cluster) throws Failure, RunFailure {
        List<Submitted> jobs = Runners.submitter().submit(request, cluster);
        if (call.wantsJson()) {
            call.print(json -> SubmittedText.write(json, jobs));
        } else {
            SubmittedText.lines(request, jobs).forEach(call::print);
        }
        return Exit.OK;
    }

    private Exit run(RunRequest request) throws Failure, RunFailure {
        Ended ended = WatchedRun.of(call, Runners.named(runner), request);
        if (call.wantsJson()) {
            call.print(new SummaryText(ended.summary())::write);
        } else {
            new SummaryText(ended.summary()).lines(call.terminal().outStyle()).forEach(call::print);
            new NextSteps(request, ended).lines().forEach(call::print);
        }
        return ended.exit();
    }

    private RunRequest.From start() throws Failure {
        if (reread && !from.equals("none")) {
            throw Failure.usage("--reread belongs to --from none");
        }
        return switch (from) {
            case "latest" -> new RunRequest.From.Latest();
            case "none" -> new RunRequest.From.Nothing(reread);
            default -> new RunRequest.From.Path(call.uri(from));
        };
    }
}
