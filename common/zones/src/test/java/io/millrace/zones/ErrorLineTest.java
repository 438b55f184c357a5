package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ErrorLineTest {

    private static final Position POSITION = new Position("transactions", "0", 7);
    private static final long TIME = 1_743_933_600_000_000L;

    @Test
    void a_rejected_record_is_written_as_documented() {
        Plan plan = PlanSamples.transactions();
        Row partial = new Row(plan.columns().size());
        partial.set(plan.columnIndex("transaction_id"), 12);
        partial.set(plan.columnIndex("account_number_token"), utf8("k1:00"));
        partial.set(plan.columnIndex("account_number_masked"), utf8("****3000"));
        partial.set(plan.columnIndex("amount"), -5);
        partial.set(plan.columnIndex("timestamp"), TIME);
        partial.set(plan.columnIndex("_extra"), utf8("{\"note\":1}"));
        ErrorRecord record = new ErrorRecord(
                ErrorRecord.Kind.REJECTED,
                POSITION,
                TIME,
                List.of(new Violation(Code.MISSING, "source_system", null, "required")),
                null,
                partial,
                List.of("note"));
        assertThat(line(plan, record))
                .isEqualTo("{\"_source\":\"transactions\",\"_split\":\"0\",\"_offset\":7,"
                        + "\"_source_time\":\"2025-04-06T10:00:00.000000Z\",\"kind\":\"rejected\","
                        + "\"violations\":[{\"code\":\"MISSING\",\"field\":\"source_system\",\"rule\":null,"
                        + "\"message\":\"required\"}],\"duplicate_of\":null,\"contract\":\"transactions@1\","
                        + "\"fields\":{\"transaction_id\":12,\"account_number\":\"****3000\",\"amount\":-0.05,"
                        + "\"timestamp\":\"2025-04-06T10:00:00.000000Z\"},\"unknown\":[\"note\"]}\n");
    }

    @Test
    void a_duplicate_points_to_the_record_that_is_kept() {
        Plan plan = PlanSamples.transactions();
        CleanRecord clean = RowSamples.record(plan, new Random(1));
        String line = line(plan, ErrorRecord.duplicate(clean, Code.DUPLICATE, POSITION));
        assertThat(line)
                .contains("\"kind\":\"duplicate\"")
                .contains("\"duplicate_of\":{\"_source\":\"transactions\",\"_split\":\"0\",\"_offset\":7}");
    }

    @Test
    void what_was_no_object_has_no_fields() {
        ErrorRecord record = new ErrorRecord(
                ErrorRecord.Kind.REJECTED,
                POSITION,
                TIME,
                List.of(new Violation(Code.EMPTY, null, null, "no payload")),
                null,
                null,
                List.of());
        assertThat(line(PlanSamples.transactions(), record)).endsWith("\"fields\":{},\"unknown\":[]}\n");
    }

    @Test
    void every_record_is_read_back_but_for_tokens_and_extras() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Plan plan = PlanSamples.random(random);
            ErrorRecord record = record(plan, random);
            ErrorLine.Entry entry = read(plan, line(plan, record));
            assertThat(entry.contract()).isEqualTo(plan.contract().id());
            assertThat(entry.record()).as("seed %d", seed).isEqualTo(record);
        }
    }

    @Test
    void another_parser_reads_every_line() throws IOException {
        ObjectMapper jackson = new ObjectMapper();
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Plan plan = PlanSamples.random(random);
            assertThat(jackson.readTree(line(plan, record(plan, random))).size())
                    .as("seed %d", seed)
                    .isEqualTo(10);
        }
    }

    @Test
    void a_lone_surrogate_in_a_name_becomes_the_replacement_character() {
        ErrorRecord record =
                new ErrorRecord(ErrorRecord.Kind.REJECTED, POSITION, TIME, List.of(), null, null, List.of("a\uD800b"));
        assertThat(line(PlanSamples.transactions(), record)).endsWith("\"unknown\":[\"a\uFFFDb\"]}\n");
    }

    @Test
    void every_cut_of_a_line_is_seen() {
        Plan plan = PlanSamples.transactions();
        String line = line(plan, record(plan, new Random(3)));
        for (int length = 0; length < line.length() - 1; length++) {
            String cut = line.substring(0, length) + "\n";
            assertThatThrownBy(() -> read(plan, cut)).isInstanceOf(JsonLineException.class);
        }
    }

    /** Without tokens and extras, which an error line does not hold. */
    private static ErrorRecord record(Plan plan, Random random) {
        CleanRecord clean = RowSamples.record(plan, random);
        for (int index = 0; index < plan.columns().size(); index++) {
            Column.Part part = plan.columns().get(index).part();
            if (part == Column.Part.TOKEN || part == Column.Part.EXTRA || random.nextInt(4) == 0) {
                clean.row().clear(index);
            }
        }
        if (random.nextBoolean()) {
            return ErrorRecord.duplicate(clean, Code.STALE, RowSamples.position(random));
        }
        Violation violation = new Violation(Code.RULE, null, "rule", RowSamples.text(random));
        return new ErrorRecord(
                ErrorRecord.Kind.REJECTED,
                clean.position(),
                clean.sourceTime(),
                List.of(violation, new Violation(Code.MISSING, "f1", null, "required")),
                null,
                clean.row(),
                List.of(RowSamples.text(random)));
    }

    private static String line(Plan plan, ErrorRecord record) {
        LineBuffer buffer = new LineBuffer();
        new ErrorLine(plan).write(record, buffer);
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private static ErrorLine.Entry read(Plan plan, String line) throws IOException {
        byte[] bytes = utf8(line);
        return new ErrorLine(plan).read(new JsonCursor().on(bytes, 0, bytes.length - 1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
