package io.millrace.zones.file;

import java.net.URI;

/** A file that stands in a lake. */
public record ZoneFile(URI uri, long size) {

    public String name() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
