package io.millrace.cli.stream;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Given;
import io.millrace.cli.config.Origin;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.run.Submitter.Cluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say on which cluster a stream runs. */
@Section("Where to run")
final class ClusterOptions {

    /** Where the jar of the job lies in a checkout that was built. */
    private static final String JAR = "jobs-stream/application/target/millrace-stream.jar";

    @Option(
            names = "--target",
            paramLabel = "local|session|application",
            description = {
                "The cluster: one in this process (default), one that runs already, or the one whose main method",
                "is this call, as in a deployment. A job on the last two goes on when this command has ended."
            })
    private Target target = Target.LOCAL;

    @Option(names = "--rest", paramLabel = "URL", description = "Of the cluster that runs already: http://HOST:8081")
    private URI rest;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "Of the job, for the cluster that runs already. Default: " + JAR + " of the checkout")
    private Path jar;

    /** What {@code --target} may say. */
    enum Target {
        LOCAL,
        SESSION,
        APPLICATION
    }

    /** The cluster to hand the job to; empty for one in this process. */
    Optional<Cluster> cluster(Call call) throws Failure {
        if (target != Target.SESSION && (rest != null || jar != null)) {
            throw Failure.usage("--rest and --jar belong to --target session");
        }
        return switch (target) {
            case LOCAL -> Optional.empty();
            case APPLICATION -> Optional.of(new Cluster.Own());
            case SESSION -> Optional.of(new Cluster.Session(rest(), jar(call).toUri()));
        };
    }

    private URI rest() throws Failure {
        if (rest == null) {
            throw Failure.usage("--target session needs --rest URL, such as http://flink:8081");
        }
        return rest;
    }

    private Path jar(Call call) {
        return jar == null ? call.surroundings().home().resolve(JAR) : call.path(jar.toString());
    }

    /** What the cluster decides by its own configuration must not be said here as well. */
    void check(Settings settings) throws Failure {
        List<Setting> ofCluster = switch (target) {
            case LOCAL -> List.of();
            case SESSION -> List.of(Setting.UI_PORT, Setting.METRICS);
            case APPLICATION ->
                List.of(
                        Setting.STATE,
                        Setting.STORAGE,
                        Setting.PARALLELISM,
                        Setting.CHECKPOINT,
                        Setting.BACKEND,
                        Setting.UI_PORT,
                        Setting.METRICS);
        };
        for (Given given : settings.all()) {
            if (ofCluster.contains(given.setting()) && given.origin().layer() == Origin.Layer.FLAG) {
                throw Failure.usage(
                        given.setting().option() + " is for the cluster to say",
                        "set it in the cluster's config.yaml; docs/reference/deploy.md tells the key");
            }
        }
    }
}
