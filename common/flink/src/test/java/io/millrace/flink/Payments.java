package io.millrace.flink;

import io.millrace.contract.Compiled;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small dataset for these tests: its plan and its records. */
public final class Payments {

    /** 2025-04-06T10:00:00Z. */
    public static final long SOURCE_TIME = 1_743_933_600_000_000L;

    private static final String CONTRACT = """
            contract: 1
            dataset: payments
            version: 1
            source: { format: json }
            key: [id]
            dedupe: { keep: %s }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: keep
            fields:
              - { name: id, type: bigint, required: true, min: 1 }
              - { name: amount, type: "decimal(18,2)", required: true }
              - { name: at, type: timestamp, required: true }
            rules:
              - { name: small, assert: "amount < 1000000.00" }
            """;

    private Payments() {}

    public static Plan keepingFirst() {
        return plan("first, within: 1 h");
    }

    public static Plan keepingLast() {
        return plan("last, order_by: at, within: 1 h");
    }

    private static Plan plan(String keep) {
        byte[] contract = CONTRACT.formatted(keep).getBytes(StandardCharsets.UTF_8);
        Compiled compiled = ContractCompiler.compile("contract.yaml", contract);
        return Plans.plan(compiled.contract().orElseThrow(() -> new AssertionError(compiled.problems())));
    }

    public static SourceRecord record(long offset, String payload) {
        byte[] bytes = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
        return new SourceRecord(new Position("payments", "0", offset), SOURCE_TIME, null, List.of(), bytes);
    }

    public static String payment(long id, String amount, String at) {
        return "{\"id\":" + id + ",\"amount\":" + amount + ",\"at\":\"" + at + "\"}";
    }
}
