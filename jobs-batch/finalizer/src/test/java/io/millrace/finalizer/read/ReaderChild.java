package io.millrace.finalizer.read;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A reader that asks in a loop until its input ends, then says how often it asked, its slow answers and its errors. */
public final class ReaderChild {

    /** Zero when the version is whole: its facts are those that its own ledger counts, and its marts add up to them. */
    static final String WHOLE = """
            select (select coalesce(sum(rows), 0) from ledger.files where zone = 'clean' and state = 'LOADED')
                     - (select count(*) from transaction_fact),
                   (select sum(amount) from transaction_fact) - (select sum(total_amount) from transaction_daily_summary)
            """;

    private ReaderChild() {}

    public static void main(String[] args) throws Exception {
        TestWarehouse warehouse = new TestWarehouse(Path.of(args[0]), Path.of(args[0]), TestLake.HOME.resolve("sql"));
        List<Long> micros = new ArrayList<>();
        String error = "none";
        while (System.in.available() == 0) {
            long start = System.nanoTime();
            try {
                List<String> answer = warehouse.ask(WHOLE);
                if (!answer.equals(List.of("0|0.00"))) {
                    error = "torn: " + answer;
                }
            } catch (Exception e) {
                error = String.valueOf(e.getMessage()).replace('\n', ' ');
            }
            micros.add((System.nanoTime() - start) / 1_000);
        }
        Collections.sort(micros);
        System.out.println(micros.size() + "|" + micros.get(micros.size() * 99 / 100) + "|" + error);
    }
}
