package io.millrace.finalizer.probe;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.Footers;
import io.millrace.finalizer.TestLake;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MutantsTest {

    private static final long SEED = 20_250_406;
    private static final int MUTANTS = 500;

    @TempDir
    private Path temp;

    private TestLake lake;
    private Path good;
    private String lakePath;
    private byte[] bytes;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        good = lake.stream("a", records(0, 2_800)).get(2);
        lakePath = lake.root().relativize(good).toString();
        bytes = Files.readAllBytes(good);
    }

    @Test
    void no_mutant_of_a_good_file_loads_a_wrong_row() throws Exception {
        bytes = Footers.unsealed(bytes);
        Files.write(good, bytes);
        try (Prober prober = new Prober(List.of(lake.plan()))) {
            int trusted = trusted((file, number) -> {
                Verdict verdict = prober.probe(Zone.CLEAN, "transactions", file, lakePath, bytes.length);
                boolean isPresent = prober.probe(
                                Zone.CLEAN,
                                "transactions",
                                List.of(good, file),
                                List.of(lakePath, lakePath),
                                bytes.length)
                        .isPresent();
                assertThat(isPresent)
                        .as("mutant %d of seed %d beside a good file", number, SEED)
                        .isEqualTo(verdict.trusted());
                return verdict;
            });
            // Some bytes mean nothing to any reader; most mean something.
            assertThat(trusted).isLessThan(MUTANTS / 4);
        }
    }

    @Test
    void no_mutant_of_a_sealed_file_loads_at_all_unless_its_seal_is_gone() throws Exception {
        try (Prober prober = new Prober(List.of(lake.plan()))) {
            int trusted = trusted((file, number) -> {
                Optional<Verdict> bySeal = prober.bySeal(Zone.CLEAN, "transactions", file, lakePath, bytes.length);
                if (bySeal.isPresent()) {
                    assertThat(bySeal.get().trusted() && !Arrays.equals(Files.readAllBytes(file), bytes))
                            .as("mutant %d of seed %d keeps its seal", number, SEED)
                            .isFalse();
                    return bySeal.get();
                }
                return prober.probe(Zone.CLEAN, "transactions", file, lakePath, bytes.length);
            });
            // Those that overwrite nothing, and those that hit nothing but the seal.
            assertThat(trusted).isLessThan(MUTANTS / 10);
        }
    }

    private interface Probe {
        Verdict of(Path file, int number) throws IOException;
    }

    /** Probes all mutants, and reads those that are trusted; returns how many are. */
    private int trusted(Probe probe) throws IOException, SQLException {
        Random random = new Random(SEED);
        int trusted = 0;
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(probe.of(good, -1)).isEqualTo(new Verdict(392, null));
            List<String> rows = rows(engine, good);
            for (int number = 0; number < MUTANTS; number++) {
                Path file = Files.write(temp.resolve("m" + number + ".parquet"), mutant(bytes, number, random));
                if (probe.of(file, number).trusted()) {
                    trusted++;
                    assertThat(rows(engine, file))
                            .as("mutant %d of seed %d", number, SEED)
                            .isEqualTo(rows);
                }
                Files.delete(file);
            }
        }
        System.out.println("mutants: " + MUTANTS + ", of them harmless and trusted: " + trusted);
        return trusted;
    }

    /** Flips, overwrites, cuts, zeroes and swaps, half of them in the footer, which no checksum covers. */
    private static byte[] mutant(byte[] good, int number, Random random) {
        byte[] bytes = good.clone();
        int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        int from = number % 2 == 0 ? bytes.length - 8 - footer : 0;
        int at = from + random.nextInt(bytes.length - from);
        switch (number % 10 / 2) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)), (byte) 0);
            default -> {
                if (random.nextBoolean()) {
                    return Arrays.copyOf(bytes, at);
                }
                int other = random.nextInt(bytes.length - 16);
                System.arraycopy(good, other, bytes, Math.min(at, bytes.length - 16), 16);
            }
        }
        return bytes;
    }

    /** All rows, and some that a filter finds: statistics that lie show only there. */
    private static List<String> rows(Connection engine, Path file) throws SQLException {
        String read = "read_parquet('" + file + "', hive_partitioning = false)";
        return List.of(
                first(engine, "select md5(string_agg(t::varchar, chr(10))) from (select * from " + read + ") t"),
                first(engine, "select count(*) from " + read + " where amount > 500"),
                first(engine, "select count(*) from " + read + " where transaction_id between 100 and 1000"),
                first(engine, "select count(*) from " + read + " where customer_region = 'North' and _offset > 300"),
                first(
                        engine,
                        "select string_agg(column_name || column_type, ',') from (describe select * from " + read
                                + ")"),
                first(
                        engine,
                        "select count(*) from " + read
                                + " where \"timestamp\" >= timestamptz '2025-04-04 12:00:00+00'"));
    }

    private static String first(Connection engine, String sql) throws SQLException {
        try (Statement statement = engine.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
