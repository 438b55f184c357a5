package io.millrace.cli.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.Submitter.Submitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What there is to say when a cluster has taken jobs. */
final class SubmittedText {

    private SubmittedText() {}

    static List<String> lines(RunRequest request, List<Submitted> jobs) {
        List<String> lines = new ArrayList<>();
        for (Submitted job : jobs) {
            lines.add(job.dataset() + ": the cluster has taken it as job " + job.job());
            job.page().ifPresent(page -> lines.add("  watch: " + page));
        }
        lines.add("zones: " + request.lake());
        return lines;
    }

    static void write(JsonGenerator json, List<Submitted> jobs) throws IOException {
        json.writeArrayFieldStart("jobs");
        for (Submitted job : jobs) {
            json.writeStartObject();
            json.writeStringField("dataset", job.dataset());
            json.writeStringField("job", job.job());
            json.writeStringField("page", job.page().map(Object::toString).orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
