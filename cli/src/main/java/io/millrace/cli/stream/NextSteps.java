package io.millrace.cli.stream;

import io.millrace.cli.run.WatchedRun.Ended;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunSummary.Ending;
import java.util.ArrayList;
import java.util.List;

/** Where to look, and how to go on, after a run. */
final class NextSteps {

    private final RunRequest request;
    private final Ended ended;

    NextSteps(RunRequest request, Ended ended) {
        this.request = request;
        this.ended = ended;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String lake = request.lake().getScheme().equals("file")
                ? request.lake().getPath()
                : request.lake().toString();
        lines.add("zones: " + lake);
        lines.add("proof: millrace audit --lake " + lake + " --brokers "
                + request.topics().brokers());
        if (ended.summary().ending() == Ending.STOPPED) {
            lines.add("resume: the same call again"
                    + ended.summary()
                            .resume()
                            .map(state -> "; it goes on from " + state)
                            .orElse(""));
        }
        return lines;
    }
}
