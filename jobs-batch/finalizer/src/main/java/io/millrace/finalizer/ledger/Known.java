package io.millrace.finalizer.ledger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the ledger knows, kept in memory so that looking for new files asks nothing of the engine. Any thread may ask. */
public final class Known {

    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final Set<RunName> runs = ConcurrentHashMap.newKeySet();
    private final Set<RunName> superseded = ConcurrentHashMap.newKeySet();

    public boolean isNothing() {
        return files.isEmpty();
    }

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
