package io.millrace.finalizer.model;

import io.millrace.zones.Zone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * How long the lines of text files are at most: the engine takes twice as much memory for each thread before it reads the
 * first of them.
 */
final class LongestLine {

    private static final int LEAST = 1 << 20;

    private final byte[] buffer = new byte[1 << 16];
    private long longest = LEAST;

    private LongestLine() {}

    /** A bound of the lines of those of these files that have lines. */
    static long of(List<NewFile> files) {
        LongestLine line = new LongestLine();
        try {
            for (NewFile file : files) {
                if (file.zone() != Zone.CLEAN && Files.size(file.local()) > LEAST) {
                    line.read(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.longest;
    }

    private void read(NewFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.local())) {
            long length = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int at = 0; at < read; at++) {
                    length++;
                    if (buffer[at] == '\n') {
                        longest = Math.max(longest, length);
                        length = 0;
                    }
                }
            }
            longest = Math.max(longest, length);
        }
    }
}
