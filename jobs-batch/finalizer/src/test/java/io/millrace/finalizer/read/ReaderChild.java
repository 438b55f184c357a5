package io.millrace.finalizer.read;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A reader in a process of its own: asks in a loop until its input ends or its time is up, then says how often it asked,
 * its slow answers, every book that it saw and its first error.
 */
public final class ReaderChild {

    static final String READING = "READING";

    /** The number of the version, then its books four times over: what its ledger, facts and marts say of themselves. */
    static final String BOOKS = """
            select (select max(load_id) from ledger.loads),
                   (select coalesce(sum(rows), 0) from ledger.files where zone = 'clean' and state = 'LOADED'),
                   (select count(*) from transaction_fact),
                   (select sum(amount) from transaction_fact),
                   (select sum(txn_count) from transaction_daily_summary),
                   (select sum(total_amount) from transaction_daily_summary)
            """;

    private static final long AT_MOST_SECONDS = 1_800;

    private ReaderChild() {}

    public static void main(String[] args) throws IOException {
        TestWarehouse warehouse = new TestWarehouse(Path.of(args[0]), Path.of(args[0]), TestLake.HOME.resolve("sql"));
        Thread loop = Thread.currentThread();
        Thread input = new Thread(() -> awaitInput(loop), "until-input-ends");
        input.setDaemon(true);
        input.start();
        List<Long> micros = new ArrayList<>();
        Set<String> books = new TreeSet<>();
        String error = "none";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AT_MOST_SECONDS);
        while (input.isAlive() && System.nanoTime() < deadline && error.equals("none")) {
            long start = System.nanoTime();
            try {
                books.addAll(warehouse.ask(BOOKS));
            } catch (Exception e) {
                error = String.valueOf(e.getMessage()).replace('\n', ' ');
            }
            micros.add((System.nanoTime() - start) / 1_000);
            if (micros.size() == 1) {
                say(READING);
            }
        }
        Collections.sort(micros);
        say("answers " + micros.size());
        say("p99 " + micros.get(micros.size() * 99 / 100));
        books.forEach(book -> say("saw " + book));
        say("error " + error);
        Runtime.getRuntime().halt(0);
    }

    /** Ends the process some seconds after its input: an answer that hangs does not outlive the test. */
    private static void awaitInput(Thread loop) {
        try {
            while (System.in.read() >= 0) {
                // Anything but the end is not for us.
            }
        } catch (IOException e) {
            // Broken is ended as well.
        }
        Thread end = new Thread(
                () -> {
                    try {
                        loop.join(TimeUnit.SECONDS.toMillis(30));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end-at-last");
        end.setDaemon(true);
        end.start();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
