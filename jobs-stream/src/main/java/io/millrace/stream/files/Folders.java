package io.millrace.stream.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Lists folders in which somebody else is still at work: Flink removes old checkpoints in the background, even after the
 * end of a job. Its local file system fails on a child that goes while it lists.
 */
public final class Folders {

    /** How often a folder is listed before what vanishes from it counts as an error. */
    private static final int ATTEMPTS = 1000;

    private Folders() {}

    /** The children of a folder, none when there is no such folder. */
    public static List<FileStatus> list(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        for (int attempt = 1; files.exists(folder); attempt++) {
            try {
                FileStatus[] children = files.listStatus(folder);
                return children == null ? List.of() : List.of(children);
            } catch (FileNotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        return List.of();
    }
}
