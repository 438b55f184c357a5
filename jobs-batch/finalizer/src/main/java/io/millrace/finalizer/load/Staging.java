package io.millrace.finalizer.load;

import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings files of the lake to this machine, so that what was probed is what gets loaded. On the same disk that is a
 * second name of the same file, which costs nothing and outlives a deletion of the first.
 */
final class Staging {

    private final Path folder;
    private final ZoneFiles files;
    private int count;

    Staging(Path folder, ZoneFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Removes what an earlier load left; tells whether it left anything, which one that ends in good order does not. */
    boolean clear() throws IOException {
        Files.createDirectories(folder);
        boolean isLeft = false;
        try (DirectoryStream<Path> staged = Files.newDirectoryStream(folder)) {
            for (Path file : staged) {
                isLeft = true;
                Files.deleteIfExists(file);
            }
        }
        return isLeft;
    }

    /**
     * @throws BadStage when the file is not there or not as long as it was said to be
     */
    Path stage(CommittedFile file) throws IOException, BadStage {
        count++;
        Path target =
                folder.resolve(file.zone().folder() + "-" + count + file.zone().suffix());
        try {
            copy(file, target);
        } catch (NoSuchFileException e) {
            throw new BadStage("it is not there");
        }
        long size = Files.size(target);
        if (size != file.bytes()) {
            throw new BadStage("it has " + size + " bytes instead of " + file.bytes());
        }
        return target;
    }

    private void copy(CommittedFile file, Path target) throws IOException {
        if ("file".equals(file.uri().getScheme())) {
            try {
                Files.createLink(target, Path.of(file.uri()));
                return;
            } catch (NoSuchFileException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException e) {
                Files.deleteIfExists(target);
            }
        }
        try (SeekableByteChannel in = files.open(file.uri());
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                long moved = out.transferFrom(in, at, size - at);
                if (moved <= 0) {
                    return;
                }
                at += moved;
            }
        }
    }

    /** A file that cannot be staged, and why. */
    static final class BadStage extends Exception {
        private static final long serialVersionUID = 1;

        BadStage(String message) {
            super(message);
        }
    }
}
