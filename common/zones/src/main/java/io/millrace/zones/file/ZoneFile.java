package io.millrace.zones.file;

import java.net.URI;

/**
 * A file as it was when somebody looked at it.
 *
 * @param modified when it was last changed, by the clock of its file system, in epoch micros
 */
public record ZoneFile(URI uri, long size, long modified) {

    public String name() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
