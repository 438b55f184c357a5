package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.RunName;
import io.millrace.finalizer.model.Batch;
import io.millrace.zones.run.RunMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one transaction is to load: files of streams, or those of a run with its marker.
 *
 * @param outdated runs that were replaced before they were ever loaded
 * @param leaving loaded files whose place the runs have taken
 */
record Portion(List<CommittedFile> files, List<RunMarker> runs, List<RunMarker> outdated, List<CommittedFile> leaving) {

    /** Nothing new: what is there is built with the SQL of now. */
    static final Portion NOTHING = new Portion(List.of(), List.of(), List.of(), List.of());

    private static final int MOST_FILES = 2_000;
    /** What is read once and kept while it is loaded. */
    static final long BESIDE_OTHERS = Batch.KEPT_BYTES;
    /** Where nothing stands no keys are looked up: what is read is rather read again than kept, and can be as much as this. */
    static final long INTO_NOTHING = 1L << 30;

    Portion {
        files = List.copyOf(files);
        runs = List.copyOf(runs);
        outdated = List.copyOf(outdated);
        leaving = List.copyOf(leaving);
    }

    /** Cuts files into lists of bounded size. */
    static List<List<CommittedFile>> cut(List<CommittedFile> files, long mostBytes) {
        List<List<CommittedFile>> portions = new ArrayList<>();
        List<CommittedFile> portion = new ArrayList<>();
        long bytes = 0;
        for (CommittedFile file : files) {
            if (portion.size() == MOST_FILES || (bytes > 0 && bytes + file.bytes() > mostBytes)) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(file);
            bytes += file.bytes();
        }
        if (!portion.isEmpty()) {
            portions.add(portion);
        }
        return portions;
    }

    /** What is left of it now that these are known: of a run that another has replaced, nothing is to be loaded. */
    Portion given(Known known) {
        boolean isReplaced = runs.stream().anyMatch(run -> known.isSuperseded(RunName.of(run)));
        return isReplaced ? new Portion(List.of(), List.of(), runs, leaving) : this;
    }

    /** The same with what leaves when it comes. */
    Portion leaving(List<CommittedFile> files) {
        return new Portion(this.files, runs, outdated, files);
    }

    /** The files that count no more once it is loaded, whether anybody has loaded them or not, whatever becomes of its runs. */
    List<String> replaced() {
        return Stream.concat(runs.stream(), outdated.stream())
                .flatMap(run -> run.replaces().stream())
                .toList();
    }

    long bytes() {
        return read().stream().mapToLong(CommittedFile::bytes).sum();
    }

    /** What must be read. */
    List<CommittedFile> read() {
        return Stream.concat(files.stream(), leaving.stream()).toList();
    }
}
