package io.millrace.cli.audit;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.warehouse.Warehouses;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.FailedCheck;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.Warehouse;
import io.millrace.pipeline.warehouse.WarehousePlace;
import io.millrace.zones.Zone;
import io.millrace.zones.books.WarehouseBooks;
import io.millrace.zones.books.WarehouseBooks.DayRows;
import io.millrace.zones.books.WarehouseBooks.LedgerFile;
import io.millrace.zones.books.WarehouseBooks.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the newest published version of a warehouse what it took from the lake. */
final class Ledger {

    private static final String FILES = "select dataset, zone, lake_path, run, rows, state from ledger.files";
    private static final String DAYS = "select dataset, zone, day, facts, held, again from model.balance";

    private final Warehouse warehouse;
    private final WarehousePlace place;
    private final Path sql;

    private Ledger(Warehouse warehouse, WarehousePlace place, Path sql) {
        this.warehouse = warehouse;
        this.place = place;
        this.sql = sql;
    }

    /** The one of the settings; without a word of it there, the one that stands at the usual place, if any. */
    static Optional<Ledger> of(Call call, Settings settings) throws Failure {
        boolean isThere = Files.isDirectory(settings.path(Setting.WAREHOUSE).resolve("published"));
        return settings.isGiven(Setting.WAREHOUSE) || isThere
                ? Optional.of(new Ledger(
                        Warehouses.engine(), Warehouses.place(call, settings), Warehouses.sql(call, settings)))
                : Optional.empty();
    }

    WarehouseBooks books() throws RunFailure {
        List<LedgerFile> files = ask(FILES).stream()
                .map(row -> new LedgerFile(
                        row[0], zone(row[1]), row[2], row[3], Long.parseLong(row[4]), State.valueOf(row[5])))
                .toList();
        List<DayRows> days = ask(DAYS).stream()
                .map(row -> new DayRows(
                        row[0],
                        zone(row[1]),
                        LocalDate.parse(
                                String.format(Locale.ROOT, "%08d", Long.parseLong(row[2])),
                                DateTimeFormatter.BASIC_ISO_DATE),
                        Long.parseLong(row[3]),
                        Long.parseLong(row[4]),
                        Long.parseLong(row[5])))
                .toList();
        return new WarehouseBooks(files, days);
    }

    /** The checks that do not hold over everything that is published. */
    List<FailedCheck> failedChecks() throws RunFailure {
        return warehouse.check(place, sql);
    }

    private static Zone zone(String folder) {
        return Zone.valueOf(folder.toUpperCase(Locale.ROOT));
    }

    private List<String[]> ask(String sql) throws RunFailure {
        List<String[]> rows = new ArrayList<>();
        warehouse.query(new QueryRequest(place, sql, new QueryRequest.At.Newest(), 0, Duration.ZERO), new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(String[] values) {
                rows.add(values.clone());
            }

            @Override
            public void end(boolean more) {}
        });
        return rows;
    }
}
