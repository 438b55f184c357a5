package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace query}. */
@Section("What to ask")
@Command(
        name = "query",
        description = {
            "Puts a question in SQL to the published warehouse. Nothing can be changed by it, no other",
            "file is read, and the version that it reads stays until it ends, whatever is loaded meanwhile."
        },
        footer = {
            "  millrace query \"select * from transaction_daily_summary order by all\"",
            "  millrace query \"show tables\"",
            "  millrace query --format csv -f report.sql > report.csv",
            "  millrace query --format parquet \"from transaction_view\" > view.parquet",
            "  millrace query --at 2025-04-06T10:00Z \"select count(*) from transaction_fact\""
        })
public final class Query implements Callable<Exit>, TakesSettings {

    private static final int TABLE_ROWS = 1_000;

    private final Call call;

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "The question.")
    private String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the question from a file.")
    private String file;

    @Option(
            names = "--format",
            paramLabel = "table|tsv|csv|json|parquet",
            description = "Form of the answer. Default: table on a terminal, else tsv")
    private Format format;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many rows, 0 for all. Default: 1000 as a table, else all")
    private Long limit;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Give up after so long. Default: 5 min")
    private String timeout = "5 min";

    @Option(names = "--version", paramLabel = "N", description = "Ask this version instead of the newest.")
    private Long version;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Ask the version that was the newest at that time (UTC).")
    private String at;

    /** The forms of an answer. */
    enum Format {
        TABLE,
        TSV,
        CSV,
        JSON,
        PARQUET
    }

    public Query(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.WAREHOUSE, Setting.MEMORY, Setting.THREADS, Setting.SPILL);
    }

    @Override
    public Exit call() throws Exception {
        Format chosen = format();
        Duration patience = Setting.time(timeout)
                .orElseThrow(() -> Failure.usage("--timeout " + timeout + " is not a time such as 10 s or 5 min"));
        long rows = limit != null ? limit : chosen == Format.TABLE ? TABLE_ROWS : 0;
        QueryRequest request =
                new QueryRequest(Warehouses.place(call, call.settings()), question(), version(), rows, patience);
        switch (chosen) {
            case TABLE -> ask(request, new TableSink(call));
            case TSV -> ask(request, DelimitedSink.tabs(call.terminal().out()));
            case CSV -> ask(request, DelimitedSink.commas(call.terminal().out()));
            case JSON -> ask(request, new JsonSink(call.terminal().out()));
            case PARQUET -> askForParquet(request);
        }
        return Exit.OK;
    }

    private void ask(QueryRequest request, RowSink sink) throws Failure, RunFailure {
        Warehouses.engine().query(request, sink);
        call.terminal().out().flush();
    }

    private void askForParquet(QueryRequest request) throws Failure, RunFailure {
        if (call.terminal().outIsTerminal()) {
            throw Failure.usage(
                    "Parquet is not for a terminal",
                    "send it to a file: query --format parquet \"select …\" > answer.parquet");
        }
        Warehouses.engine().queryParquet(request, call.terminal().bytes());
    }

    private Format format() {
        if (format != null) {
            return format;
        } else if (call.wantsJson()) {
            return Format.JSON;
        }
        return call.terminal().outIsTerminal() ? Format.TABLE : Format.TSV;
    }

    private String question() throws Failure {
        if ((sql == null) == (file == null)) {
            throw Failure.usage("ask one question: query \"select …\" or query -f FILE");
        }
        try {
            return sql != null ? sql : Files.readString(call.path(file));
        } catch (IOException e) {
            throw Failure.usage("the question cannot be read from " + file + ": " + e.getMessage());
        }
    }

    private At version() throws Failure {
        if (version != null) {
            return new At.Numbered(version);
        }
        return at == null ? new At.Newest() : new At.Time(time(at));
    }

    /** A day, a time of a day without or with offset; without one it is UTC. */
    private static Instant time(String text) throws Failure {
        String iso = text.replace(' ', 'T').toUpperCase(Locale.ROOT);
        try {
            if (!iso.contains("T")) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return iso.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Failure.usage("--at " + text + " is not a time such as 2025-04-06T10:00Z");
        }
    }
}
