package io.millrace.cli.generate;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.kafka.Topic;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.run.RunRequest.ClientProperty;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FileFeed;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace generate}. */
@Section("Where to")
@Command(
        name = "generate",
        description = {
            "Makes records of a dataset, good and bad, the same ones for the same seed, and knows what",
            "must become of them: --expect writes that down, so that a run can be checked against it."
        },
        footer = {
            "  millrace generate --records 1000 --out -",
            "  millrace generate --records 2000000 --out transactions.ndjson --expect expected.json",
            "  millrace generate --brokers kafka:9092 --endless --rate 5000",
            "  millrace generate --out t.ndjson --duplicates 0.1 --bad 0 --bad malformed=0.05"
        })
public final class Generate implements Callable<Exit>, TakesSettings {

    private static final int PARTITIONS = 4;
    private static final String STDOUT = "-";

    private final Call call;

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE|-",
            description = "A file, one record a line, or stdout. Without it: Kafka.")
    private String out;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topic when it has to be made. Default: 4")
    private Integer partitions;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second. Default: as fast as it goes.")
    private Long rate;

    @Option(names = "--expect", paramLabel = "FILE", description = "Write what must become of the records.")
    private String expect;

    public Generate(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.BROKERS, Setting.TOPICS, Setting.CLIENT);
    }

    @Override
    public Exit call() throws Exception {
        if (STDOUT.equals(out) && call.wantsJson()) {
            throw Failure.usage(
                    "stdout cannot take the records and a JSON result", "write the records to a file: --out FILE");
        }
        FeedProgress progress = new FeedProgress(
                call.terminal(), records.endless() ? OptionalLong.empty() : OptionalLong.of(records.records()));
        Signals.handle(progress::signalled);
        Expectation expected = out == null ? toKafka(progress) : toFile(progress);
        progress.end();
        if (expect != null) {
            Files.writeString(call.path(expect), expected.toJson());
        }
        report(expected, progress);
        return progress.signal().orElse(Exit.OK);
    }

    private Expectation toFile(FeedProgress progress) throws Failure, IOException {
        GeneratorOptions options = records.options(Carrier.LINES, PARTITIONS);
        if (out.equals(STDOUT)) {
            return write(call.terminal().bytes(), options, progress);
        }
        Path file = call.path(out);
        if (file.getParent() != null && !Files.isDirectory(file.getParent())) {
            throw Failure.usage("there is no folder " + file.getParent() + " for --out");
        }
        try (OutputStream stream = Files.newOutputStream(file)) {
            return write(stream, options, progress);
        }
    }

    private Expectation write(OutputStream stream, GeneratorOptions options, FeedProgress progress)
            throws Failure, IOException {
        return new FileFeed(stream, pace()).run(new RecordGenerator(options), progress);
    }

    private Expectation toKafka(FeedProgress progress) throws Exception {
        Settings settings = call.settings();
        String brokers = settings.optionalText(Setting.BROKERS)
                .orElseThrow(
                        () -> Failure.usage("where to?", "--out FILE, --out - for stdout, or --brokers HOST:PORT"));
        String name = settings.topic(records.dataset());
        OptionalInt wanted = partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
        Topic topic = Topic.ensure(brokers, settings.clientProperties(), name, wanted, PARTITIONS);
        GeneratorOptions options = records.options(Carrier.MESSAGES, topic.partitions());
        warnOfOldRecords(name, topic, options);
        Map<String, String> client = settings.clientProperties().stream()
                .collect(Collectors.toMap(ClientProperty::name, ClientProperty::value));
        KafkaFeed.Options to =
                KafkaFeed.Options.to(brokers, name).withPace(pace()).withClient(client);
        try (KafkaFeed feed = new KafkaFeed(to)) {
            Expectation expected = feed.run(new RecordGenerator(options), progress);
            if (feed.strangers() > 0) {
                call.tell("there are " + Amounts.count(feed.strangers()) + " other records of topic " + name
                        + " between these: what must become of the topic is not what is told here");
            }
            return expected;
        }
    }

    private void warnOfOldRecords(String name, Topic topic, GeneratorOptions options) {
        Instant first = options.timeline().start();
        if (topic.keeps().isPresent()
                && first.isBefore(Instant.now().minus(topic.keeps().get()))) {
            call.tell("topic " + name + " keeps records for "
                    + Amounts.time(topic.keeps().get())
                    + " and these begin at " + first + ": the broker will delete them."
                    + " Choose a later --start, or give the topic retention.ms=-1");
        }
    }

    private Pace pace() throws Failure {
        if (rate != null && rate < 1) {
            throw Failure.usage("--rate " + rate + " is less than one record a second");
        }
        return rate == null ? Pace.UNLIMITED : new Pace(rate);
    }

    private void report(Expectation expected, FeedProgress progress) {
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeStringField("dataset", expected.dataset());
                json.writeNumberField("seed", records.seed());
                json.writeNumberField("records", expected.read());
                json.writeNumberField("clean", expected.clean());
                json.writeNumberField("rejected", expected.rejected());
                json.writeNumberField("duplicate", expected.duplicate());
                json.writeNumberField("bytes", progress.bytes());
                json.writeNumberField("seconds", progress.seconds());
            });
            return;
        }
        String text = Amounts.count(expected.read()) + " records of " + expected.dataset() + " (seed " + records.seed()
                + ", " + Amounts.bytes(progress.bytes()) + "), to become " + Amounts.count(expected.clean())
                + " clean + "
                + Amounts.count(expected.rejected()) + " rejected + " + Amounts.count(expected.duplicate())
                + " duplicate; "
                + Amounts.rate(expected.read() / progress.seconds());
        if (STDOUT.equals(out)) {
            call.tell(text);
        } else {
            call.print(text);
        }
    }
}
