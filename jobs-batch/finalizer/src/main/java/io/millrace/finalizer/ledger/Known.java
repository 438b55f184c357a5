package io.millrace.finalizer.ledger;

import java.util.HashSet;
import java.util.Set;

/** What the ledger knows, kept in memory so that looking for new files asks nothing of the engine. */
public final class Known {

    private final Set<String> files = new HashSet<>();
    private final Set<RunName> runs = new HashSet<>();
    private final Set<RunName> superseded = new HashSet<>();

    /** Whether a file is loaded, quarantined or superseded. */
    public boolean hasFile(String path) {
        return files.contains(path);
    }

    public boolean hasRun(RunName run) {
        return runs.contains(run);
    }

    /** Whether a loaded run replaces this one. */
    public boolean isSuperseded(RunName run) {
        return superseded.contains(run);
    }

    void addFile(String path) {
        files.add(path);
    }

    void addRun(RunName run) {
        runs.add(run);
    }

    void addSuperseded(RunName run) {
        superseded.add(run);
    }
}
