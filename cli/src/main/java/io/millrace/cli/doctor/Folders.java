package io.millrace.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the lake and the state can be written where they are to stand, and whether there is room. */
final class Folders {

    private static final long GIB = 1L << 30;
    private static final long LOW = GIB;
    private static final long TOO_LOW = GIB / 4;

    private Folders() {}

    static Finding writable(String check, URI place) {
        if (!"file".equals(place.getScheme())) {
            return Finding.ok(check, place + " (an object store; looked at when a run starts)");
        }
        Path wanted = Path.of(place);
        Path existing = existing(wanted);
        try {
            Files.delete(Files.createTempFile(existing, ".millrace-doctor", null));
        } catch (IOException e) {
            return Finding.bad(
                    check,
                    "cannot write to " + existing,
                    "give this user the right to, or name another folder with --" + check + " or in millrace.yaml");
        }
        return Finding.ok(check, wanted + (existing.equals(wanted) ? " can be written" : " can be made"));
    }

    static Finding room(URI place) {
        if (!"file".equals(place.getScheme())) {
            return Finding.ok("disk", "the lake is in an object store");
        }
        try {
            long free = Files.getFileStore(existing(Path.of(place))).getUsableSpace();
            String found = Machine.gib(free) + " free for the lake";
            if (free < TOO_LOW) {
                return Finding.bad("disk", found, "free some space, or put the lake elsewhere with --lake");
            }
            return free < LOW
                    ? Finding.doubtful("disk", found, "enough for the demo, not for much more")
                    : Finding.ok("disk", found);
        } catch (IOException e) {
            return Finding.doubtful("disk", "cannot tell: " + e.getMessage());
        }
    }

    /** The folder itself or its nearest ancestor that is there. */
    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing.getParent() != null && !Files.isDirectory(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }
}
