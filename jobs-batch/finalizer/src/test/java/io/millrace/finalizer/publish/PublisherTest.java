package io.millrace.finalizer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.pipeline.warehouse.LoadRequest.Keep;
import io.millrace.pipeline.warehouse.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublisherTest {

    private static final int HEADERS = 12 << 10;
    private static final int BLOCK = 256 << 10;

    @TempDir
    private Path temp;

    @Test
    void the_newest_are_kept_and_one_more_to_be_written_over() throws Exception {
        for (long version = 1; version <= 6; version++) {
            publish(version, new byte[] {(byte) version}, new Keep(3, Duration.ZERO));
        }
        assertThat(numbers()).containsExactly(6L, 5L, 4L, 3L);
        publish(7, new byte[] {7}, new Keep(3, Duration.ZERO));
        assertThat(numbers()).containsExactly(7L, 6L, 5L, 4L);
        publish(8, new byte[] {8}, new Keep(1, Duration.ZERO));
        assertThat(numbers()).containsExactly(8L, 7L);
        assertThat(Files.readAllBytes(temp.resolve("published/current.duckdb"))).containsExactly(8);
    }

    @Test
    void the_young_are_kept_however_many() throws Exception {
        for (long version = 1; version <= 6; version++) {
            publish(version, new byte[] {(byte) version}, new Keep(1, Duration.ofHours(1)));
        }
        assertThat(numbers()).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void only_blocks_that_differ_are_written_over_an_old_version() throws Exception {
        byte[] content = new byte[10 * BLOCK + 17];
        new Random(1).nextBytes(content);
        Keep keep = new Keep(1, Duration.ZERO);
        assertThat(publish(1, content, keep)).isEqualTo(content.length);
        publish(2, content, keep);
        content[HEADERS + 3 * BLOCK - 1] ^= 1;
        content[HEADERS - 1] ^= 1;
        assertThat(publish(3, content, keep)).isEqualTo(BLOCK + HEADERS);
        assertThat(Files.readAllBytes(temp.resolve("published/0000000003.duckdb")))
                .isEqualTo(content);
        byte[] shorter = Arrays.copyOf(content, 4 * BLOCK);
        assertThat(publish(4, shorter, keep)).isEqualTo(BLOCK + HEADERS);
        assertThat(Files.readAllBytes(temp.resolve("published/0000000004.duckdb")))
                .isEqualTo(shorter);
    }

    @Test
    void a_version_is_the_file_that_the_engine_left_whatever_it_changed() throws Exception {
        Path file = temp.resolve("changing.duckdb");
        long written = 0;
        for (int version = 1; version <= 12; version++) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists t (k bigint, v varchar)");
                statement.execute("insert into t select range, hash(range) from range(" + version + ", 50000)");
                statement.execute("update t set v = 'again' where k % 5000 = " + version);
                statement.execute("delete from t where k % 7 = " + version % 7 + " and k < 9000");
            }
            byte[] content = Files.readAllBytes(file);
            written = publish(version, content, new Keep(1, Duration.ZERO));
            assertThat(Files.mismatch(file, temp.resolve("published/current.duckdb")))
                    .isEqualTo(-1);
            assertThat((content.length - HEADERS) % BLOCK).isZero();
        }
        assertThat(written).isLessThan(Files.size(file));
    }

    @Test
    void no_file_is_held_in_memory_once_it_is_published() throws Exception {
        for (int version = 1; version <= 4; version++) {
            publish(version, database(version), new Keep(1, Duration.ZERO));
        }
        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .isNotEmpty()
                .noneMatch(mapping -> mapping.contains(temp.toString()));
    }

    @Test
    void what_a_publisher_that_died_has_left_is_removed() throws Exception {
        Path published = Files.createDirectories(temp.resolve("published"));
        Files.writeString(published.resolve(".building"), "half");
        Files.writeString(published.resolve(".next"), "half");
        Files.writeString(published.resolve("0000000009.duckdb"), "not pointed to");
        publish(1, new byte[] {1}, new Keep(3, Duration.ZERO));
        assertThat(new Published(temp).readable().stream().map(Version::number)).containsExactly(1L);
        assertThat(published.resolve(".building")).doesNotExist();
        assertThat(published.resolve(".next")).doesNotExist();
    }

    @Test
    void a_version_stays_as_it_is_while_anybody_has_it_open_and_goes_once_they_are_dead() throws Exception {
        Keep keep = new Keep(1, Duration.ZERO);
        publish(1, database(1), keep);
        Process reader = reader(temp.resolve("published/current.duckdb"));
        try {
            BufferedReader said = reader.inputReader(StandardCharsets.UTF_8);
            assertThat(said.readLine()).isEqualTo("OPEN");
            for (long version = 2; version <= 5; version++) {
                publish(version, database(version), keep);
                reader.getOutputStream().write('\n');
                reader.getOutputStream().flush();
                assertThat(said.readLine()).isEqualTo("1 1 100000");
            }
            assertThat(numbers()).contains(5L, 1L);
        } finally {
            reader.destroyForcibly().waitFor();
        }
        publish(6, database(6), keep);
        publish(7, database(7), keep);
        assertThat(numbers()).containsExactly(7L, 6L);
    }

    private long publish(long version, byte[] content, Keep keep) throws Exception {
        Path source = Files.write(temp.resolve("source"), content);
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ)) {
            return new Publisher(temp, keep, () -> {}, step -> {}).publish(channel, version);
        }
    }

    private List<Long> numbers() throws IOException {
        return new Published(temp).versions().stream().map(Version::number).toList();
    }

    private byte[] database(long value) throws Exception {
        Path file = temp.resolve("made.duckdb");
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t as select " + value + " as v, hash(range) as h from range(100000)");
        }
        return Files.readAllBytes(file);
    }

    private Process reader(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        TestLake.temporary(temp),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingClient.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
