package io.millrace.finalizer.probe;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.zones.Zone;
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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MutantsTest {

    private static final long SEED = 20_250_406;
    private static final int MUTANTS = 500;

    @TempDir
    private Path temp;

    @Test
    void no_mutant_of_a_good_file_loads_a_wrong_row() throws Exception {
        TestLake lake = new TestLake(temp.resolve("lake"));
        Path good = lake.stream("a", records(0, 2_800)).get(2);
        String lakePath = lake.root().relativize(good).toString();
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(SEED);
        int trusted = 0;
        try (Prober prober = new Prober(List.of(lake.plan()));
                Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(prober.probe(Zone.CLEAN, "transactions", good, lakePath, bytes.length))
                    .isEqualTo(new Verdict(392, null));
            List<String> rows = rows(engine, good);
            for (int number = 0; number < MUTANTS; number++) {
                byte[] mutant = mutant(bytes, number, random);
                Path file = Files.write(temp.resolve("m" + number + ".parquet"), mutant);
                Verdict verdict = prober.probe(Zone.CLEAN, "transactions", file, lakePath, mutant.length);
                assertThat(prober.probe(
                                        Zone.CLEAN,
                                        "transactions",
                                        List.of(good, file),
                                        List.of(lakePath, lakePath),
                                        bytes.length)
                                .isPresent())
                        .as("mutant %d of seed %d beside a good file", number, SEED)
                        .isEqualTo(verdict.trusted());
                if (verdict.trusted()) {
                    trusted++;
                    assertThat(rows(engine, file))
                            .as("mutant %d of seed %d", number, SEED)
                            .isEqualTo(rows);
                }
                Files.delete(file);
            }
        }
        // Some bytes mean nothing to any reader; most mean something.
        assertThat(trusted).isLessThan(MUTANTS / 4);
        System.out.println("mutants: " + MUTANTS + ", of them harmless and trusted: " + trusted);
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
