package io.millrace.pipeline.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Outcome.Clean;
import io.millrace.pipeline.row.Outcome.Rejected;
import io.millrace.pipeline.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every record there can be; the seed that breaks it stands in the message. */
class JudgePropertiesTest {

    private static final String SECRET = "GB29SECRET60161331926819";

    private static final String GOOD = """
            {"transaction_id":7,"source_system":"core","account_number":"gb29 nwbk 6016 1331","customer_region":"São",
             "amount":1.5,"status":"failed","timestamp":"2025-04-06T10:00:00Z","colour":["red"]}""";

    private final Plan plan = Transactions.plan();
    private final Judge judge = new Judge(plan, Transactions.KEYS);

    @Test
    void every_payload_has_one_outcome_and_always_the_same() {
        Judge other = new Judge(plan, Transactions.KEYS);
        int clean = 0;
        for (long seed = 0; seed < 60_000; seed++) {
            byte[] payload = mutated(new Random(seed));
            byte[] before = payload.clone();
            Outcome outcome = judge.judge(payload);

            assertThat(outcome).as("seed %d", seed).isNotNull().isEqualTo(other.judge(payload));
            assertThat(payload).as("seed %d", seed).isEqualTo(before);
            if (outcome instanceof Rejected rejected) {
                assertThat(rejected.violations()).as("seed %d", seed).isNotEmpty();
            } else {
                clean++;
            }
        }
        assertThat(clean).isBetween(1_000, 59_000);
    }

    @Test
    void a_judge_that_has_seen_much_judges_like_a_new_one() {
        for (long seed = 0; seed < 3_000; seed++) {
            byte[] payload = mutated(new Random(seed));

            assertThat(judge.judge(payload))
                    .as("seed %d", seed)
                    .isEqualTo(new Judge(plan, Transactions.KEYS).judge(payload));
        }
    }

    @Test
    void random_bytes_have_an_outcome() {
        for (long seed = 0; seed < 60_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = new byte[random.nextInt(64)];
            random.nextBytes(payload);

            assertThat(judge.judge(payload)).as("seed %d", seed).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void outcomes_do_not_change_when_the_judge_goes_on() {
        byte[] first = GOOD.getBytes(StandardCharsets.UTF_8);
        Outcome outcome = judge.judge(first);
        Outcome same = new Judge(plan, Transactions.KEYS).judge(first);
        for (long seed = 0; seed < 1_000; seed++) {
            judge.judge(mutated(new Random(seed)));
        }

        assertThat(outcome).isInstanceOf(Clean.class).isEqualTo(same);
    }

    @Test
    void masked_values_are_nowhere_but_in_their_masked_text() {
        int clean = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            String payload = record(random, account(random));
            Outcome outcome = judge.judge(payload.getBytes(StandardCharsets.UTF_8));
            clean += outcome instanceof Clean ? 1 : 0;

            assertThat(everythingOf(outcome))
                    .as("seed %d: %s", seed, payload)
                    .doesNotContainIgnoringCase("SECRET")
                    .doesNotContain("60161331");
        }
        assertThat(clean).isBetween(1_000, 29_000);
    }

    /** The account number in every shape that a producer could give it by mistake. */
    private static String account(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "[\"" + SECRET + "\"]";
            case 1 -> "{\"iban\":\"" + SECRET + "\"}";
            case 2 -> "60161331926819";
            case 3 -> "\"" + SECRET + "-\\u0000\"";
            case 4 -> "\"" + SECRET + "é\"";
            case 5 -> "\" gb29 secret 6016 1331 9268 19 \"";
            default -> "\"" + SECRET + "\"";
        };
    }

    private static String record(Random random, String account) {
        return "{\"transaction_id\":" + random.nextInt(50)
                + ",\"source_system\":\"core\",\"account_number\":" + account
                + ",\"customer_region\":\"emea\",\"amount\":" + (random.nextInt(4) == 0 ? "1.234" : "1.23")
                + ",\"status\":\"" + (random.nextInt(4) == 0 ? "done" : "completed") + "\""
                + (random.nextInt(4) == 0 ? "" : ",\"processing_duration\":1")
                + ",\"timestamp\":\"2025-04-06T10:00:00Z\"}";
    }

    private static byte[] mutated(Random random) {
        byte[] payload = record(random, account(random)).getBytes(StandardCharsets.UTF_8);
        int changes = random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(payload.length);
            payload[at] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : payload[random.nextInt(payload.length)];
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(payload, random.nextInt(payload.length)) : payload;
    }

    private String everythingOf(Outcome outcome) {
        StringBuilder everything = new StringBuilder();
        Row row;
        if (outcome instanceof Rejected rejected) {
            everything.append(rejected.violations()).append(rejected.unknown());
            row = rejected.partial();
        } else {
            row = ((Clean) outcome).row();
        }
        for (int index = 0; row != null && index < plan.columns().size(); index++) {
            Column column = plan.columns().get(index);
            if (row.holdsBytes(index)) {
                String text = new String(row.bytesAt(index), StandardCharsets.UTF_8);
                everything.append(' ').append(column.name()).append('=').append(text);
            }
        }
        return everything.toString();
    }
}
