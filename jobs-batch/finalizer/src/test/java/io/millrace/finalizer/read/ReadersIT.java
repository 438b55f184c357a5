package io.millrace.finalizer.read;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class ReadersIT {

    private static final int READERS = 20;
    private static final int PUBLISHES = Integer.getInteger("millrace.publishes", 40);

    @TempDir
    private Path temp;

    @Test
    void twenty_readers_see_whole_versions_while_loads_go_on() throws Exception {
        TestLake lake = new TestLake(temp.resolve("lake"));
        TestWarehouse warehouse =
                new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        lake.stream("first", records(0, 70));
        warehouse.load();
        List<Process> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            readers.add(reader(warehouse.folder()));
        }
        for (int publish = 0; publish < PUBLISHES; publish++) {
            lake.stream("s" + publish, records(70 + 70 * publish, 140 + 70 * publish));
            assertThat(warehouse.load().version()).hasValue(publish + 2);
        }
        long answers = 0;
        for (Process reader : readers) {
            reader.getOutputStream().write('\n');
            reader.getOutputStream().flush();
            String[] said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\|", 3);
            assertThat(said).hasSize(3);
            assertThat(said[2]).isEqualTo("none");
            answers += Long.parseLong(said[0]);
        }
        System.out.println("readers: " + READERS + ", answers: " + answers + ", publishes: " + PUBLISHES);
    }

    private static Process reader(Path warehouse) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dmillrace.home=" + TestLake.HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderChild.class.getName(),
                        warehouse.toString())
                .redirectErrorStream(true)
                .start();
    }
}
