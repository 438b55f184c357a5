package io.millrace.cli.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.Call;
import io.millrace.cli.terminal.Amounts;
import io.millrace.pipeline.row.Code;
import io.millrace.zones.run.Preview;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run would do, as text and as JSON. */
final class PreviewText {

    private PreviewText() {}

    static void print(Preview preview, EngineChoice choice, int threads, Call call) throws IOException {
        if (call.wantsJson()) {
            call.print(json -> write(preview, choice, threads, json));
            return;
        }
        choice.told().ifPresent(call::print);
        call.print("would read " + Amounts.count(preview.files(), "file") + ", " + Amounts.bytes(preview.bytes())
                + (preview.passedOver() > 0 ? "; " + Amounts.count(preview.passedOver()) + " were read before" : ""));
        call.print(
                "judging takes about " + Math.max(1, preview.estimate(threads).toSeconds()) + " s on " + threads
                        + " threads, by the " + Amounts.bytes(preview.sampled()) + " that were judged for it in "
                        + preview.sampling().toMillis() + " ms; sorting and writing come on top");
        preview.change().ifPresent(change -> {
            call.print("rejected now, valid then: " + Amounts.count(change.nowValid()) + codes(change.validCodes()));
            call.print(
                    "valid now, rejected then: " + Amounts.count(change.nowRejected()) + codes(change.rejectedCodes()));
        });
    }

    private static String codes(Map<Code, Long> codes) {
        return codes.isEmpty()
                ? ""
                : new TreeMap<>(codes)
                        .entrySet().stream()
                                .map(code -> code.getKey() + " " + Amounts.count(code.getValue()))
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void write(Preview preview, EngineChoice choice, int threads, JsonGenerator json)
            throws IOException {
        json.writeStringField("runner", choice.runner());
        json.writeStringField("runner_why", choice.why().orElse(null));
        json.writeNumberField("files", preview.files());
        json.writeNumberField("bytes", preview.bytes());
        json.writeNumberField("passed_over", preview.passedOver());
        json.writeNumberField("estimated_seconds", preview.estimate(threads).toMillis() / 1000.0);
        if (preview.change().isPresent()) {
            Preview.Change change = preview.change().get();
            json.writeNumberField("now_valid", change.nowValid());
            json.writeNumberField("now_rejected", change.nowRejected());
            codes("now_valid_codes", change.validCodes(), json);
            codes("now_rejected_codes", change.rejectedCodes(), json);
        }
    }

    private static void codes(String member, Map<Code, Long> codes, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(member);
        for (Map.Entry<Code, Long> code : new TreeMap<>(codes).entrySet()) {
            json.writeNumberField(code.getKey().name(), code.getValue());
        }
        json.writeEndObject();
    }
}
