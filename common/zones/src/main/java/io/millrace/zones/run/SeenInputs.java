package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Input files as they were before anybody read them.
 *
 * @param modified when each was last changed, as a marker keeps it
 */
record SeenInputs(List<InputFile> files, List<Long> modified) {

    static SeenInputs of(List<InputFile> files) throws IOException {
        List<Long> modified = new ArrayList<>();
        for (InputFile file : files) {
            modified.add(InputChoice.modified(look(file)));
        }
        return new SeenInputs(files, modified);
    }

    private static ZoneFile look(InputFile file) throws IOException {
        return Storage.at(file.uri()).look(file.uri());
    }

    void checkUnchanged() throws RunFailure, IOException {
        for (int index = 0; index < files.size(); index++) {
            InputFile file = files.get(index);
            ZoneFile now = look(file);
            if (now.size() != file.bytes() || InputChoice.modified(now) != modified.get(index)) {
                throw new RunFailure(
                        RunFailure.Kind.DATA,
                        file.source() + " was changed while it was read; nothing of the run counts. Run again when"
                                + " nobody writes to it any more.");
            }
        }
    }
}
