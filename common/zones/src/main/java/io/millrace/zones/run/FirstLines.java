package io.millrace.zones.run;

import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.input.LineRecords;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks whether files begin with JSON lines at all, for the message that helps most when they do not. */
final class FirstLines {

    private static final int LINES = 10;
    private static final int FILES = 100;

    private FirstLines() {}

    /** What to say when one of the files begins with nothing that could be a record. */
    static Optional<String> complaint(List<InputFile> files, Judge judge) throws IOException {
        for (InputFile file : files.subList(0, Math.min(FILES, files.size()))) {
            if (isSomethingElse(file, judge)) {
                return Optional.of(file.source() + " does not begin with JSON lines: one JSON object a line is expected"
                        + " (not an array, not an object over several lines; jq -c '.[]' makes lines of an array)");
            }
        }
        return Optional.empty();
    }

    private static boolean isSomethingElse(InputFile file, Judge judge) throws IOException {
        try (LineRecords records = LineRecords.of(file)) {
            int lines = 0;
            for (; lines < LINES; lines++) {
                byte[] payload = records.nextPayload();
                if (payload == null) {
                    break;
                } else if (!isNoObject(judge.judge(payload))) {
                    return false;
                }
            }
            return lines > 0;
        }
    }

    private static boolean isNoObject(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected
                && (rejected.violations().get(0).code() == Code.MALFORMED
                        || rejected.violations().get(0).code() == Code.NOT_AN_OBJECT);
    }
}
