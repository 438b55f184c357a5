package io.millrace.stream.state;

import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held while a job runs, so that no second process writes the same records into the same zones. The operating system
 * frees it when the process ends, however it ends. State that is not in local files has none: there the cluster sees to
 * it that a job runs once.
 */
public final class StateLock implements AutoCloseable {

    private static final String FILE = "lock";

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    public static StateLock take(URI state, String job) throws RunFailure, IOException {
        if (state.getScheme() != null && !state.getScheme().equals("file")) {
            return new StateLock(null);
        }
        Path folder = Path.of(state.getPath(), job);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "another process runs " + job + " with its state in " + folder
                            + "; stop it first, or give this one another lake and state");
        }
        return new StateLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run in this JVM
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
