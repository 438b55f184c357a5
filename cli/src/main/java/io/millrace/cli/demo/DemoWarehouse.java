package io.millrace.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.testkit.generate.Expectation.Cell;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The warehouse of a demo: loaded beside the run and asked at the end, by the verbs that anybody would use. */
final class DemoWarehouse implements AutoCloseable {

    /** What the demo asks, and shows the answer to. */
    static final String QUESTION = "select year, month, day, customer_region, txn_count, total_amount,"
            + " round(avg_processing_duration, 3) as avg_processing_duration from transaction_daily_summary"
            + " where currency = 'EUR' order by txn_count desc, total_amount desc limit 8";

    private static final String SUMS = "select make_date(year, month, day)::varchar as day, customer_region,"
            + " sum(txn_count)::bigint as txn_count, sum(total_amount) as total_amount"
            + " from transaction_daily_summary group by all";
    private static final String FACTS = "select count(*) as facts from transaction_fact";

    private final Call call;
    private final DemoFolder folder;
    private final DemoStorage storage;
    private final VerbProcess follower;

    private DemoWarehouse(Call call, DemoFolder folder, DemoStorage storage, VerbProcess follower) {
        this.call = call;
        this.folder = folder;
        this.storage = storage;
        this.follower = follower;
    }

    /** What it holds at the end: the number of facts, and the daily summary over all currencies. */
    record Content(List<String> table, long facts, SortedMap<String, SortedMap<String, Cell>> byDayAndRegion) {}

    /** Loads and publishes what the run commits, from now on. */
    static DemoWarehouse follow(Call call, DemoFolder folder, DemoStorage storage, Consumer<String> tell)
            throws Failure, IOException {
        VerbProcess follower = VerbProcess.start(call, tell, "finalize", options(call, folder, storage, "--follow"));
        return new DemoWarehouse(call, folder, storage, follower);
    }

    /** Loads what is left, and asks. */
    Content ask() throws Failure, IOException {
        follower.close();
        verb("finalize", options(call, folder, storage));
        List<String> table = query("table", QUESTION).lines().toList();
        TreeMap<String, SortedMap<String, Cell>> days = new TreeMap<>();
        try (JsonParser rows = new JsonFactory().createParser(query("json", SUMS))) {
            Row row = new Row();
            while (row.read(rows)) {
                days.computeIfAbsent(row.day, day -> new TreeMap<>()).put(row.region, new Cell(row.count, row.sum));
            }
        }
        long facts =
                Long.parseLong(query("csv", FACTS).lines().skip(1).findFirst().orElse("0"));
        return new Content(table, facts, days);
    }

    private String query(String format, String sql) throws Failure, IOException {
        return verb("query", "--warehouse", folder.warehouse().toString(), "--format", format, sql);
    }

    private String verb(String verb, String... options) throws Failure, IOException {
        try (VerbProcess process = VerbProcess.start(call, line -> {}, verb, options)) {
            return process.answer();
        }
    }

    private static String[] options(Call call, DemoFolder folder, DemoStorage storage, String... more) {
        List<String> options = new ArrayList<>(storage.flags());
        options.addAll(List.of(
                "--warehouse",
                folder.warehouse().toString(),
                "--contracts",
                call.surroundings().home().resolve("contracts").toString(),
                "--sql",
                call.surroundings().home().resolve("sql").toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    @Override
    public void close() {
        follower.close();
    }

    /** A row of {@link #SUMS}. */
    private static final class Row {
        private String day;
        private String region;
        private long count;
        private BigDecimal sum;

        /** Reads the next; false when there is none. */
        boolean read(JsonParser rows) throws IOException {
            boolean any = false;
            for (JsonToken token = rows.nextToken(); token != null && token != JsonToken.END_OBJECT; ) {
                if (token == JsonToken.FIELD_NAME) {
                    any = true;
                    take(rows.currentName(), rows);
                }
                token = rows.nextToken();
            }
            return any;
        }

        private void take(String name, JsonParser rows) throws IOException {
            rows.nextToken();
            switch (name) {
                case "day" -> day = rows.getText();
                case "customer_region" -> region = rows.getText();
                case "txn_count" -> count = rows.getLongValue();
                default -> sum = rows.getDecimalValue();
            }
        }
    }
}
