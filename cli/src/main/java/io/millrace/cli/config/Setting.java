package io.millrace.cli.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is: its key in the file, its option, what it must be, its default. */
@SuppressWarnings("ImmutableEnumChecker") // kinds are records of constants
public enum Setting {
    CONTRACTS(
            "contracts",
            "--contracts",
            "DIR",
            new Kind.Text(),
            "contracts",
            "Folder of the contracts, one folder a dataset."),
    LAKE(
            "lake",
            "--lake",
            "URI",
            new Kind.Place(),
            ".millrace/lake",
            "Where the zones stand: a folder, or a URI such as gs://bucket/lake."),
    STATE("state", "--state", "URI", new Kind.Place(), ".millrace/state", "Where checkpoints and savepoints go."),
    STORAGE(
            "storage.options",
            "--storage-option",
            "NAME=VALUE",
            new Kind.Text(),
            null,
            "Setting of the connector to an object store, by its own name (gs.…, s3.…). Repeatable; secrets as"
                    + " ${file:…} or ${env:…}."),
    BROKERS(
            "kafka.brokers",
            "--brokers",
            "H:P",
            new Kind.Brokers(),
            null,
            "Kafka brokers to begin with: HOST:PORT[,HOST:PORT…]."),
    TOPICS(
            "kafka.topics",
            "--topic",
            "[DATASET=]TOPIC",
            new Kind.Text(),
            null,
            "Topic of a dataset, when it has another name than the dataset."),
    START(
            "kafka.start",
            "--start",
            "earliest|latest",
            new Kind.Choice(List.of("earliest", "latest")),
            "earliest",
            "Where a first run begins to read."),
    CLIENT(
            "kafka.properties",
            "--kafka",
            "NAME=VALUE",
            new Kind.Text(),
            null,
            "Further setting of the Kafka client. Repeatable; secrets as ${file:…} or ${env:…}."),
    MASK_KEYS(
            "masking.keys",
            "--mask-key",
            "ID=FILE",
            new Kind.SecretPlace(),
            null,
            "Masking key and the id that its tokens carry. Repeatable; the first is active."),
    PARALLELISM(
            "stream.parallelism",
            "--parallelism",
            "N",
            new Kind.Count(720),
            cores(),
            "How many subtasks share the work."),
    CHECKPOINT(
            "stream.checkpoint_every",
            "--checkpoint-every",
            "TIME",
            new Kind.Time(),
            "10 s",
            "Time between checkpoints; each makes files visible."),
    BACKEND(
            "stream.state_backend",
            "--state-backend",
            "hashmap|rocksdb",
            new Kind.Choice(List.of("hashmap", "rocksdb")),
            "rocksdb",
            "Where keys are remembered: memory or disk."),
    UI_PORT(
            "stream.ui_port",
            "--ui-port",
            "PORT",
            new Kind.Port(),
            null,
            "Port of the Flink UI on 127.0.0.1; without it, any free one."),
    METRICS(
            "stream.metrics_ports",
            "--metrics-port",
            "PORT[-PORT]",
            new Kind.Ports(),
            null,
            "Port of Prometheus metrics, or a range to choose from; without it there are none."),
    WAREHOUSE(
            "warehouse.folder",
            "--warehouse",
            "DIR",
            new Kind.Text(),
            ".millrace/warehouse",
            "Where the warehouse stands: what is published, and the file it is built in."),
    SQL("warehouse.sql", "--sql", "DIR", new Kind.Text(), "sql", "Folder of the SQL that is the warehouse's model."),
    MEMORY(
            "warehouse.memory",
            "--memory",
            "SIZE",
            new Kind.Text(),
            "2GB",
            "Memory that the warehouse's engine may use; beyond it, it spills to disk."),
    THREADS("warehouse.threads", "--threads", "N", new Kind.Count(1024), cores(), "Threads of the warehouse's engine."),
    SPILL(
            "warehouse.temp",
            "--temp",
            "DIR",
            new Kind.Text(),
            null,
            "Where the warehouse's engine spills to; by default beside the warehouse."),
    SPARK_FROM(
            "batch.spark_from",
            "--spark-from",
            "SIZE",
            new Kind.Size(),
            "16 GiB",
            "With --runner auto: from so much text on (what is compressed counts 6 times) Spark does the work, below"
                    + " it DuckDB."),
    WORK(
            "batch.work",
            "--work",
            "DIR",
            new Kind.Text(),
            ".millrace/work",
            "Folder of this machine in which a bounded run puts together what goes to an object store.");

    private static final String VARIABLE_PREFIX = "MILLRACE_";

    private final String key;
    private final String option;
    private final String label;
    private final Kind kind;
    private final String standard;
    private final String meaning;

    Setting(String key, String option, String label, Kind kind, String standard, String meaning) {
        this.key = key;
        this.option = option;
        this.label = label;
        this.kind = kind;
        this.standard = standard;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    /** The option that sets it. */
    public String option() {
        return option;
    }

    /** What stands behind the option in help texts. */
    public String label() {
        return label;
    }

    /** A sentence or two. */
    public String meaning() {
        return meaning;
    }

    /** A length of time as settings write it: {@code 500 ms}, {@code 10 s}, {@code 5 min}, {@code 2 h}, {@code 7 d}. */
    public static Optional<Duration> time(String text) {
        return Kind.Time.parse(text);
    }

    /** The settings of a run of a stream. */
    public static List<Setting> ofStreams() {
        return Arrays.stream(values())
                .filter(setting -> setting.compareTo(WAREHOUSE) < 0)
                .toList();
    }

    /** The environment variable that sets it. */
    public String variable() {
        return VARIABLE_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The heading under which help texts list it. */
    public String section() {
        return switch (this) {
            case CONTRACTS, LAKE, STATE, STORAGE, WORK -> "Where things are";
            case BROKERS, TOPICS, START, CLIENT -> "Kafka";
            case MASK_KEYS -> "Masking";
            case PARALLELISM, CHECKPOINT, BACKEND, UI_PORT, METRICS, SPARK_FROM -> "Engine";
            case WAREHOUSE, SQL, MEMORY, THREADS, SPILL -> "Warehouse";
        };
    }

    /** The default, if there is one. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** The default in words that hold on every machine. */
    public Optional<String> standardInWords() {
        return this == PARALLELISM || this == THREADS ? Optional.of("the cores of this machine") : standard();
    }

    Kind kind() {
        return kind;
    }

    /** Whether it holds a value for each of several names. */
    public boolean isFamily() {
        return this == TOPICS || this == CLIENT || this == MASK_KEYS || this == STORAGE;
    }

    /** Whether a value that is not a reference may be a secret, and so is never printed. */
    boolean isSecret() {
        return this == CLIENT || this == MASK_KEYS || this == STORAGE;
    }

    private static String cores() {
        return Integer.toString(Runtime.getRuntime().availableProcessors());
    }
}
