package io.millrace.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.duckdb.Datasets;
import io.millrace.duckdb.sql.Answers.Answer;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.text.Utf8;
import io.millrace.testkit.fixture.Fixture;
import io.millrace.testkit.fixture.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the SQL claims, the row engine says too; and it claims most of what people send. */
class JudgeSqlTest {

    private static final int RECORDS = 20_000;
    private static final long SEED = 20_261_121;

    @Test
    void every_fixture_that_it_claims_is_what_the_row_engine_says() throws SQLException {
        Map<String, List<Fixture>> byContract = new LinkedHashMap<>();
        Fixtures.all()
                .forEach(fixture -> byContract
                        .computeIfAbsent(fixture.contract(), any -> new ArrayList<>())
                        .add(fixture));
        long claimed = 0;
        try (Answers answers = new Answers()) {
            for (List<Fixture> group : byContract.values()) {
                List<byte[]> lines = new ArrayList<>();
                for (Fixture fixture : group) {
                    lines.addAll(fixture.before());
                    lines.add(fixture.payload());
                }
                claimed += agrees(answers, group.get(0).plan(), Fixtures.KEYS, lines)
                        .claimed();
            }
        }

        assertThat(claimed).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "user_activity", "orders"})
    void generated_records_and_damaged_ones_are_claimed_rightly(String dataset) throws SQLException, IOException {
        Plan plan = Datasets.plan(dataset);
        List<byte[]> lines = generated(dataset);
        try (Answers answers = new Answers()) {
            Agreement plain = agrees(answers, plan, Fixtures.KEYS, lines);
            Agreement damaged = agrees(answers, plan, Fixtures.KEYS, damaged(lines));

            assertThat(plain.claimed()).isGreaterThan(plain.read() / 2);
            assertThat(damaged.claimed()).isGreaterThan(0);
        }
    }

    private record Agreement(long read, long clean, long claimed) {}

    private static Agreement agrees(Answers answers, Plan plan, List<MaskKey> keys, List<byte[]> payloads)
            throws SQLException {
        List<byte[]> lines = payloads.stream()
                .filter(payload -> payload != null && Utf8.invalidAt(payload) < 0)
                .toList();
        List<Answer> found = answers.of(plan, keys, lines);
        Judge judge = new Judge(plan, keys);
        long clean = 0;
        long claimed = 0;
        for (int index = 0; index < lines.size(); index++) {
            Outcome outcome = judge.judge(lines.get(index));
            clean += outcome instanceof Outcome.Clean ? 1 : 0;
            if (found.get(index) != null) {
                claimed++;
                assertThat(found.get(index))
                        .as("seed %d: %s", SEED, new String(lines.get(index), StandardCharsets.UTF_8))
                        .isEqualTo(expected(plan, outcome));
            }
        }
        return new Agreement(lines.size(), clean, claimed);
    }

    private static Answer expected(Plan plan, Outcome outcome) {
        if (!(outcome instanceof Outcome.Clean clean)) {
            return null;
        }
        Row row = clean.row();
        List<String> values = new ArrayList<>();
        for (int index = 0; index < plan.columns().size(); index++) {
            values.add(CanonicalRow.value(plan.columns().get(index).type(), row, index));
        }
        return new Answer(clean.eventDay(), values);
    }

    private static List<byte[]> generated(String dataset) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        byte[] bytes = Datasets.lines(dataset, 0, RECORDS);
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    private static List<byte[]> damaged(List<byte[]> lines) {
        Random random = new Random(SEED);
        byte[] likely = " \t\r\n\"\\{}[]:,.-+eE019nulltrf\u0001Z".getBytes(StandardCharsets.UTF_8);
        List<byte[]> damaged = new ArrayList<>();
        for (byte[] line : lines) {
            byte[] bytes = line.clone();
            for (int times = random.nextInt(3); times >= 0 && bytes.length > 1; times--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(7));
                    case 1 -> bytes[at] = likely[random.nextInt(likely.length)];
                    case 2 -> bytes = spliced(bytes, at, likely[random.nextInt(likely.length)]);
                    default -> bytes = cut(bytes, at);
                }
            }
            damaged.add(bytes);
        }
        return damaged;
    }

    private static byte[] spliced(byte[] bytes, int at, byte more) {
        byte[] spliced = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, spliced, 0, at);
        spliced[at] = more;
        System.arraycopy(bytes, at, spliced, at + 1, bytes.length - at);
        return spliced;
    }

    private static byte[] cut(byte[] bytes, int at) {
        byte[] cut = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, cut, 0, at);
        System.arraycopy(bytes, at + 1, cut, at, cut.length - at);
        return cut;
    }
}
