package io.millrace.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder for the temporary files of one process: native libraries unpack themselves there, and stay when their process
 * is killed. The process removes it at its end; whoever started it, when that failed.
 */
public final class OwnTemporary {

    private static final String FOLDER = "millrace.temporary";

    private OwnTemporary() {}

    /** The options of a JVM that is to have such a folder within that of this process. */
    public static List<String> options(String name) throws IOException {
        Path folder = Files.createTempDirectory(name);
        return List.of("-Djava.io.tmpdir=" + folder, "-D" + FOLDER + "=" + folder);
    }

    /** Removes the folder of this process, if it was given one, when it ends. */
    public static void removeAtEnd() {
        String folder = System.getProperty(FOLDER);
        if (folder != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(Path.of(folder)), "remove-temporary"));
        }
    }

    private static void remove(Path folder) {
        try {
            FolderTrees.delete(folder);
        } catch (IOException e) {
            System.err.println("temporary files stay behind until the next start: " + e.getMessage());
        }
    }
}
