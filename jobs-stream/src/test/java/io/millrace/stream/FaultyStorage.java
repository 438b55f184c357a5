package io.millrace.stream;

import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Makes {@link FaultyFiles} a storage like any other. */
public final class FaultyStorage implements Storage {

    @Override
    public Set<String> schemes() {
        return Set.of(FaultyFiles.SCHEME);
    }

    @Override
    public ZoneFiles files(Map<String, String> options) {
        return new LocalFiles();
    }

    @Override
    public void reach(URI place) {
        // it is always there
    }
}
