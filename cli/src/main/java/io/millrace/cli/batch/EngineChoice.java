package io.millrace.cli.batch;

import io.millrace.cli.terminal.Amounts;
import io.millrace.zones.run.InputSize;
import java.util.Optional;

/**
 * The engine of a run.
 *
 * @param why it was chosen; empty when somebody named it
 */
record EngineChoice(String runner, Optional<String> why) {

    static final String DUCKDB = "duckdb";
    static final String SPARK = "spark";

    /** What somebody asked for. */
    static EngineChoice named(String runner) {
        return new EngineChoice(runner, Optional.empty());
    }

    /** DuckDB for what one machine does well, Spark from the limit on. */
    static EngineChoice bySize(InputSize size, long sparkFrom) {
        String text = Amounts.count(size.files(), "file") + ", " + Amounts.bytes(size.bytes())
                + (size.text() == size.bytes() ? "" : ", about " + Amounts.bytes(size.text()) + " of text") + ", are ";
        String limit = " than the " + Amounts.bytes(sparkFrom) + " of --spark-from";
        return size.text() < sparkFrom
                ? new EngineChoice(DUCKDB, Optional.of(text + "less" + limit))
                : new EngineChoice(SPARK, Optional.of(text + "not less" + limit));
    }

    /** A cluster was named, and only Spark works on one. */
    static EngineChoice ofCluster(String master) {
        return new EngineChoice(SPARK, Optional.of("--master " + master + " is Spark's"));
    }

    /** For the person at the terminal, if there is something to say. */
    Optional<String> told() {
        return why.map(reason -> "runner " + runner + ": " + reason);
    }
}
