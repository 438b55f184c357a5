package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.RowSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace restatements}. */
@Section("What to show")
@Command(
        name = "restatements",
        description = {
            "Lists the numbers of days that had been published as closed and that a later load changed:",
            "mart, key, old and new value, and what brought the change: files, positions, runs, or SQL.",
            "A day is closed its end (UTC) plus the lateness of the mart, one day unless its SQL says otherwise."
        },
        footer = {
            "  millrace restatements",
            "  millrace restatements --since 2025-04-06",
            "  millrace restatements --output json | jq '.[].files'"
        })
public final class Restatements implements Callable<Exit>, TakesSettings {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String ALL = """
            select restated_at, version, mart, day, key, measure, old, new, cause, files, positions, runs, replaced
            from restatement_journal where restated_at >= timestamp '%s' order by restated_at, mart, day, key, measure
            """;
    private static final String SHOWN = """
            select restated_at, version, mart, key, measure, old, new,
                case when cause <> 'files' then cause else concat_ws('; ',
                    array_to_string(files[:3], ', ') || if(len(files) > 3, ' and ' || (len(files) - 3) || ' more', ''),
                    positions,
                    'run ' || array_to_string(runs, ', '),
                    'instead of ' || array_to_string(replaced, ', ')) end as cause
            from restatement_journal where restated_at >= timestamp '%s' order by restated_at, mart, day, key, measure
            """;

    private final Call call;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what was restated since then (UTC).")
    private String since = "0001-01-01";

    public Restatements(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.WAREHOUSE, Setting.MEMORY, Setting.THREADS, Setting.SPILL);
    }

    @Override
    public Exit call() throws Exception {
        String question = String.format(Locale.ROOT, call.wantsJson() ? ALL : SHOWN, time());
        RowSink sink = call.wantsJson() ? new JsonSink(call.terminal().out()) : new TableSink(call);
        Warehouses.engine()
                .query(
                        new QueryRequest(
                                Warehouses.place(call, call.settings()), question, new At.Newest(), 0, PATIENCE),
                        sink);
        call.terminal().out().flush();
        return Exit.OK;
    }

    private LocalDateTime time() throws Failure {
        String iso = since.replace(' ', 'T').toUpperCase(Locale.ROOT);
        try {
            if (!iso.contains("T")) {
                return LocalDate.parse(iso).atStartOfDay();
            }
            return iso.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                    ? OffsetDateTime.parse(iso)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            throw Failure.usage("--since " + since + " is not a time such as 2025-04-06T10:00Z");
        }
    }
}
