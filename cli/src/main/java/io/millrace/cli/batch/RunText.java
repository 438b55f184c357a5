package io.millrace.cli.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.run.SummaryText;
import io.millrace.contract.time.Timestamps;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.Origin;
import java.io.IOException;

/** A run that was committed, as text and as JSON. */
final class RunText {

    private RunText() {}

    static String state(RunMarker marker, LakeView view) {
        return view.isSuperseded(marker) ? "replaced" : "counts  ";
    }

    static void write(RunMarker marker, LakeView view, JsonGenerator json) throws IOException {
        new SummaryText(BatchText.summary(marker)).write(json);
        json.writeStringField("state", view.isSuperseded(marker) ? "replaced" : "counts");
        json.writeStringField("contract", marker.contract());
        json.writeStringField(
                "at",
                marker.origin().map(origin -> Timestamps.text(origin.at())).orElse(null));
        json.writeStringField("reason", marker.origin().flatMap(Origin::reason).orElse(null));
        json.writeArrayFieldStart("supersedes");
        for (String run : marker.supersedes()) {
            json.writeString(run);
        }
        json.writeEndArray();
    }
}
