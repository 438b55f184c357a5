package io.millrace.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.dedupe.Decision.Content;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeduplicatorTest {

    private static final Position HERE = new Position("t", "0", 1);
    private static final Position THERE = new Position("t", "0", 2);

    @Test
    void the_first_of_a_key_is_clean_when_the_first_is_kept() {
        Deduplicator first = new Deduplicator(plan("{ keep: first }"));

        assertThat(first.decide(null, first.candidate(row(1, 5), HERE))).isEqualTo(new Decision.Clean());
    }

    @Test
    void a_repeat_tells_whether_its_content_is_the_same() {
        Deduplicator first = new Deduplicator(plan("{ keep: first }"));
        Kept kept = first.candidate(row(1, 5), HERE);

        assertThat(first.decide(kept, first.candidate(row(1, 5), THERE)))
                .isEqualTo(new Decision.Duplicate(HERE, Content.SAME));
        assertThat(first.decide(kept, first.candidate(row(1, 6), THERE)))
                .isEqualTo(new Decision.Duplicate(HERE, Content.DIFFERENT));
    }

    @Test
    void a_greater_version_is_clean_an_equal_one_a_duplicate_a_smaller_one_stale() {
        Deduplicator last = new Deduplicator(plan("{ keep: last, order_by: version }"));
        Kept kept = last.candidate(row(1, 5), HERE);

        assertThat(last.decide(kept, last.candidate(row(1, 6), THERE))).isEqualTo(new Decision.Clean());
        assertThat(last.decide(kept, last.candidate(row(1, 5), THERE)))
                .isEqualTo(new Decision.Duplicate(HERE, Content.SAME));
        assertThat(last.decide(kept, last.candidate(row(1, -6), THERE))).isEqualTo(new Decision.Stale(HERE));
    }

    private static Plan plan(String dedupe) {
        String contract = """
                contract: 1
                dataset: versions
                version: 1
                owner: tests
                source: { format: json }
                key: [id]
                dedupe: %s
                event_time: at
                partition: { by: event_time, zone: UTC }
                unknown_fields: drop
                fields:
                  - { name: id, type: bigint, required: true }
                  - { name: version, type: int, required: true }
                  - { name: at, type: timestamp, required: true }
                """.formatted(dedupe);
        return Plans.plan(ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
    }

    private static Row row(long id, long version) {
        Row row = new Row(3);
        row.set(0, id);
        row.set(1, version);
        row.set(2, 0);
        return row;
    }
}
