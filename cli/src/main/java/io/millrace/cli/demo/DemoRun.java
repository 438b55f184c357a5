package io.millrace.cli.demo;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.audit.Auditor;
import io.millrace.cli.audit.Lakes;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.run.RunWatch;
import io.millrace.cli.run.Runners;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.LoopbackPort;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.Runner;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerFailure;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.zones.books.Audit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The life of one demo: broker, feed, job, warehouse, audit, check. */
final class DemoRun {

    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);
    private static final int UI_PORT = 8081;
    private static final int PORTS_TRIED = 20;

    private final Call call;
    private final DemoFolder folder;
    private final RunWatch watch;
    private final DemoFeed.Load load;

    DemoRun(Call call, DemoFolder folder, RunWatch watch, DemoFeed.Load load) {
        this.call = call;
        this.folder = folder;
        this.watch = watch;
        this.load = load;
    }

    DemoResult run(DemoStorage.Kind place) throws Exception {
        Settings settings = call.settings();
        Plan plan = plan();
        Runner runner = Runners.named("flink-stream");
        try (BrokerProcess broker = broker();
                DemoStorage storage = DemoStorage.open(place, folder);
                DemoWarehouse warehouse =
                        DemoWarehouse.follow(call, folder, storage, line -> watch.print("warehouse: " + line))) {
            Topics topics = new Topics(
                    broker.bootstrap(), Start.EARLIEST, load.isOnce() ? Until.NOW : Until.STOPPED, List.of());
            RunRequest request = new RunRequest(
                    List.of(new RunRequest.Dataset(plan, DemoFeed.DATASET)),
                    storage.lake(),
                    storage.state(),
                    List.of(DemoKey.in(folder.maskKey())),
                    topics,
                    execution(settings));
            Fed fed = load.isOnce() ? once(runner, request) : steady(runner, request);
            watch.close();
            Lakes lakes = Lakes.open(storage.lake());
            Audit audit = new Auditor(lakes, call.terminal())
                    .audit(List.of(DemoFeed.DATASET), Optional.of(broker.bootstrap()), List.of())
                    .get(0);
            ZoneTally found = ZoneTally.of(lakes, plan);
            DemoWarehouse.Content content = warehouse.ask();
            return new DemoResult(
                    fed.summary,
                    storage.lake(),
                    audit,
                    content.table(),
                    storage.lines(),
                    DemoCheck.compare(fed.expected, found, content, fed.summary));
        }
    }

    private record Fed(Expectation expected, RunSummary summary) {}

    /** All records first, then the job, which ends when it has read them. */
    private Fed once(Runner runner, RunRequest request) throws Exception {
        watch.print("generator: " + Amounts.count(load.records().orElseThrow()) + " records of " + DemoFeed.DATASET
                + ", seed " + load.seed());
        Expectation expected = DemoFeed.start(request.topics().brokers(), load, FeedListener.NONE)
                .await();
        return new Fed(expected, runner.run(request, watch));
    }

    /** The job beside the flow, until a signal ends first the flow, then the job. */
    private Fed steady(Runner runner, RunRequest request) throws Exception {
        watch.print("generator: " + Amounts.count(load.pace().recordsPerSecond()) + "/s" + " of " + DemoFeed.DATASET
                + ", seed " + load.seed() + "; Ctrl-C stops, audits and checks");
        DemoFeed feed = DemoFeed.start(request.topics().brokers(), load, FeedListener.NONE);
        RunSummary summary = runner.run(request, new DrainFirst(watch, feed));
        return new Fed(feed.end(), summary);
    }

    private BrokerProcess broker() throws BrokerFailure {
        String staged = System.getProperty("millrace.broker.classpath", "");
        BrokerClasspath classpath = staged.isEmpty() ? BrokerClasspath.find() : new BrokerClasspath(staged);
        watch.print("starting Kafka");
        BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(classpath));
        try {
            broker.createTopic(DemoFeed.DATASET, DemoFeed.PARTITIONS);
        } catch (BrokerFailure e) {
            broker.close();
            throw e;
        }
        watch.print("Kafka: " + broker.bootstrap() + ", a broker of its own that ends with this demo");
        return broker;
    }

    /** The shipped contract: the one that the generator knows. */
    private Plan plan() throws Failure, BadFile, IOException {
        return Plans.plan(Contracts.shipped(call).contract(DemoFeed.DATASET));
    }

    private Execution execution(Settings settings) throws Failure {
        return new Execution(
                settings.number(Setting.PARALLELISM),
                CHECKPOINT_EVERY,
                StateBackend.valueOf(settings.text(Setting.BACKEND).toUpperCase(Locale.ROOT)),
                new RunRequest.From.Latest(),
                OptionalInt.of(uiPort(settings.optionalNumber(Setting.UI_PORT).orElse(UI_PORT))),
                Optional.empty());
    }

    private int uiPort(int wanted) {
        for (int port = wanted; wanted > 0 && port < wanted + PORTS_TRIED; port++) {
            if (LoopbackPort.isFree(port)) {
                if (port > wanted) {
                    watch.print("port " + wanted + " is in use; the Flink UI takes " + port);
                }
                return port;
            }
        }
        return 0;
    }
}
