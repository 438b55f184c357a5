package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.input.InputFacts;
import io.millrace.zones.json.Instants;
import io.millrace.zones.run.RunMarker.RunInput;
import io.millrace.zones.run.RunOrder.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of the files that are asked for a run reads, beside those that earlier runs have read. Records are known by file
 * and line, so a name stands for one content for ever.
 *
 * @param readBy the runs that have read the others
 * @param replaced the runs that this one takes the place of
 */
record InputChoice(List<InputFile> chosen, int passedOver, List<RunMarker> readBy, List<RunMarker> replaced) {

    static InputChoice of(List<InputFile> asked, LakeView view, Repeat repeat)
            throws RunFailure, IOException, InterruptedException {
        Map<String, RunMarker> readers = new HashMap<>();
        for (RunMarker marker : view.countingRuns()) {
            marker.inputs().forEach(input -> readers.put(input.source(), marker));
        }
        List<InputFile> chosen = new ArrayList<>();
        Map<String, RunMarker> earlier = new TreeMap<>();
        for (InputFile file : asked) {
            RunMarker reader = readers.get(file.source());
            if (reader != null) {
                earlier.put(reader.run(), reader);
            }
            if (reader == null || repeat == Repeat.REPLACE) {
                chosen.add(file);
            } else {
                checkUnchanged(file, reader);
            }
        }
        List<RunMarker> runs = List.copyOf(earlier.values());
        if (repeat == Repeat.REPLACE) {
            checkWhole(asked, runs, view);
            return new InputChoice(chosen, 0, List.of(), runs);
        }
        return new InputChoice(chosen, asked.size() - chosen.size(), runs, List.of());
    }

    private static void checkUnchanged(InputFile file, RunMarker reader)
            throws RunFailure, IOException, InterruptedException {
        RunInput then = reader.inputs().stream()
                .filter(input -> input.source().equals(file.source()))
                .findFirst()
                .orElseThrow();
        boolean sameTime = modified(Storage.at(file.uri()).look(file.uri())) == then.modified();
        if (file.bytes() == then.bytes() && (sameTime || InputFacts.of(file).crc32c() == then.crc32c())) {
            return;
        }
        throw new RunFailure(
                RunFailure.Kind.USAGE,
                file.source() + " is not the file that run " + reader.run() + " read under this name (" + then.bytes()
                        + " bytes then, " + file.bytes() + " now). Records are known by file and line: give a file with"
                        + " other content another name, or replace what the run made with --force.");
    }

    /** A run is replaced as a whole: what it alone has read would be gone. */
    private static void checkWhole(List<InputFile> asked, List<RunMarker> replaced, LakeView view) throws RunFailure {
        Set<String> names = new HashSet<>();
        asked.forEach(file -> names.add(file.source()));
        for (RunMarker marker : replaced) {
            if (marker.files().stream().anyMatch(file -> view.isReplaced(file.path()))) {
                throw new RunFailure(
                        RunFailure.Kind.USAGE,
                        "the records of run " + marker.run() + " were judged anew since (millrace reprocess): its files"
                                + " cannot be read again in its place. Judge its days from raw once more instead.");
            }
            List<String> missing = marker.inputs().stream()
                    .map(RunInput::source)
                    .filter(source -> !names.contains(source))
                    .toList();
            if (!missing.isEmpty()) {
                throw new RunFailure(
                        RunFailure.Kind.USAGE,
                        "run " + marker.run() + " can only be replaced as a whole, and it also read " + missing.get(0)
                                + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more files" : "")
                                + "; name all of its files (millrace runs show " + marker.run() + ")");
            }
        }
    }

    /** When a file was last modified, as a marker keeps it. */
    static long modified(ZoneFile file) {
        return Instants.clamp(file.modified());
    }
}
