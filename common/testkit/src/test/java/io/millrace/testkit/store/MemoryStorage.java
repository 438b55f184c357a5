package io.millrace.testkit.store;

import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A store of objects for {@code memory:} places: that of the test which is under way. */
public final class MemoryStorage implements Storage {

    private static volatile MemoryFiles files = new MemoryFiles();

    /** An empty store from now on. */
    public static MemoryFiles begin() {
        files = new MemoryFiles();
        return files;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public ZoneFiles files(Map<String, String> options) {
        return files;
    }

    @Override
    public void reach(URI place) {
        // it is always there
    }
}
