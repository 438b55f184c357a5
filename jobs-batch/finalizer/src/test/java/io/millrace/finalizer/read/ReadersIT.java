package io.millrace.finalizer.read;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that read in a loop while loads are published. Readers run at the lowest priority, so that on a small machine
 * they take what the loads leave.
 */
@Timeout(1_800)
final class ReadersIT {

    /** One file, one day: the cheapest load there is. */
    private static final int MORE = 10;

    @TempDir
    private Path temp;

    private final List<Process> readers = new ArrayList<>();

    @AfterEach
    void end() {
        readers.forEach(Process::destroyForcibly);
    }

    @Test
    @Tag("slow")
    void twenty_readers_see_whole_versions_during_two_hundred_publishes() throws Exception {
        readDuring(20, 200);
    }

    @Test
    void four_readers_see_whole_versions_during_twelve_publishes() throws Exception {
        readDuring(4, 12);
    }

    private void readDuring(int count, int publishes) throws Exception {
        TestLake lake = new TestLake(temp.resolve("lake"));
        TestWarehouse warehouse =
                new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        lake.stream("first", records(0, MORE));
        warehouse.load();
        Set<String> books = new HashSet<>(warehouse.ask(ReaderChild.BOOKS));
        for (int reader = 0; reader < count; reader++) {
            readers.add(start(warehouse.folder()));
        }
        List<BufferedReader> outs = new ArrayList<>();
        for (Process reader : readers) {
            BufferedReader out = reader.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo(ReaderChild.READING);
            outs.add(out);
        }
        for (int publish = 1; publish <= publishes; publish++) {
            lake.stream("s" + publish, records((long) MORE * publish, (long) MORE * (publish + 1)));
            assertThat(warehouse.load().version()).hasValue(publish + 1);
            books.addAll(warehouse.ask(ReaderChild.BOOKS));
        }
        assertThat(books).as("one book a version").hasSize(publishes + 1).allSatisfy(ReadersIT::balances);
        for (Process reader : readers) {
            reader.getOutputStream().close();
        }
        long answers = 0;
        Set<String> seen = new HashSet<>();
        for (BufferedReader out : outs) {
            List<String> said = out.lines().toList();
            assertThat(said).contains("error none");
            answers += Long.parseLong(said.get(0).substring("answers ".length()));
            said.stream()
                    .filter(line -> line.startsWith("saw "))
                    .map(line -> line.substring("saw ".length()))
                    .forEach(seen::add);
        }
        assertThat(books).as("every answer is the book of one version").containsAll(seen);
        assertThat(seen).as("they read while versions came").hasSizeGreaterThan(publishes / 3);
        System.out.println(count + " readers, " + answers + " answers, " + publishes + " publishes, " + seen.size()
                + " versions seen");
    }

    /** Version, then rows in the ledger, facts, amount of the facts, transactions and amount of the marts. */
    private static void balances(String book) {
        String[] said = book.split("\\|");
        assertThat(said).hasSize(6);
        assertThat(said[2]).isEqualTo(said[1]);
        assertThat(said[4]).isEqualTo(said[1]);
        assertThat(said[5]).isEqualTo(said[3]);
    }

    private static Process start(Path warehouse) throws Exception {
        return new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dmillrace.home=" + TestLake.HOME,
                        TestLake.temporary(warehouse.getParent()),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderChild.class.getName(),
                        warehouse.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
