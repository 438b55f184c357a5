package io.millrace.stream;

/** Records for the contract of these tests. */
final class Payments {

    static final String CONTRACT = """
            contract: 1
            dataset: payments
            version: 1
            source: { format: json, max_bytes: 1 MiB }
            key: [id]
            dedupe: { keep: first, within: 7 d }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: keep
            fields:
              - { name: id, type: bigint, required: true, min: 1 }
              - { name: amount, type: "decimal(18,2)", required: true }
              - { name: at, type: timestamp, required: true }
            """;

    private Payments() {}

    static String good(long id) {
        return "{\"id\":" + id + ",\"amount\":" + id % 100 + ".25,\"at\":\"2025-04-0" + (1 + id % 3) + "T10:00:00Z\"}";
    }

    static String withoutAmount(long id) {
        return "{\"id\":" + id + ",\"at\":\"2025-04-01T10:00:00Z\"}";
    }
}
