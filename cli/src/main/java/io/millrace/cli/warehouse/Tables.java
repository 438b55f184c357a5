package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Section;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.Relation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace tables}. */
@Section("What to list")
@Command(
        name = "tables",
        description = {
            "Lists what the published warehouse holds: dimensions, facts, marts and views, how many rows",
            "each has, when a load last changed them, and what one row stands for."
        },
        footer = {
            "  millrace tables",
            "  millrace tables --purpose                what each is for as well",
            "  millrace tables --version 41             of an older version that is kept"
        })
public final class Tables implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Option(names = "--purpose", description = "Say what each is for, too.")
    private boolean purpose;

    @Option(names = "--version", paramLabel = "N", description = "List this version instead of the newest.")
    private Long version;

    public Tables(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.WAREHOUSE, Setting.MEMORY, Setting.THREADS, Setting.SPILL);
    }

    @Override
    public Exit call() throws Exception {
        At at = version == null ? new At.Newest() : new At.Numbered(version);
        List<Relation> relations = Warehouses.engine().relations(Warehouses.place(call, call.settings()), at);
        TablesText text = new TablesText(relations, Instant.now());
        if (call.wantsJson()) {
            call.print(text::write);
        } else {
            text.lines(
                            purpose ? TablesText.Detail.PURPOSE : TablesText.Detail.GRAIN,
                            call.terminal().outStyle())
                    .forEach(call::print);
        }
        return Exit.OK;
    }
}
