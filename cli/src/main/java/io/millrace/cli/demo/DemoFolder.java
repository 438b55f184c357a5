package io.millrace.cli.demo;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.run.FolderTrees;
import io.millrace.cli.terminal.Amounts;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a demo keeps everything, {@code .millrace/demo}: its lake, its warehouse, its state, its masking key. One demo at
 * a time; what an earlier one left is removed or set aside before a new one begins.
 */
final class DemoFolder implements AutoCloseable {

    private static final String FOLDER = ".millrace/demo";

    /** What becomes of the zones of an earlier demo. */
    enum Earlier {
        REMOVE,
        SET_ASIDE
    }

    private final Path root;
    private final FileChannel lock;

    private DemoFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the folder for this process, with at least so much room. */
    static DemoFolder open(Call call, Earlier earlier, long room) throws Failure, IOException {
        Path root = call.path(FOLDER);
        DemoFolder folder = new DemoFolder(root, lock(root));
        try {
            folder.clear(call, earlier);
            folder.checkRoom(room);
            folder.sign(Long.toString(ProcessHandle.current().pid()));
            return folder;
        } catch (Failure | IOException e) {
            folder.lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path root) throws Failure, IOException {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw Failure.usage("cannot write to " + root, "run the demo in a folder that is yours");
        }
        FileChannel channel = FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            String holder = Files.readString(root.resolve("lock"));
            channel.close();
            throw new Failure(
                    Exit.TRY_AGAIN,
                    "another demo runs in this folder" + (holder.isEmpty() ? "" : " (process " + holder + ")"),
                    "stop it, or run this one in another folder");
        }
        return channel;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void clear(Call call, Earlier earlier) throws IOException {
        if (Files.size(root.resolve("lock")) > 0) {
            call.tell("an earlier demo was killed; this one begins anew");
        }
        if (Files.exists(root.resolve("lake"))) {
            if (earlier == Earlier.SET_ASIDE) {
                Path aside = aside();
                Files.move(root.resolve("lake"), aside);
                call.tell("the zones of the earlier demo now stand in " + shown(call, aside));
            } else {
                FolderTrees.delete(root.resolve("lake"));
                call.tell("removed the zones of an earlier demo (--keep sets them aside)");
            }
        }
        FolderTrees.delete(root.resolve("state"));
        FolderTrees.delete(warehouse());
    }

    private Path aside() {
        int number = 1;
        while (Files.exists(root.resolve("earlier-" + number))) {
            number++;
        }
        return root.resolve("earlier-" + number);
    }

    private void checkRoom(long wanted) throws Failure, IOException {
        for (Path place : List.of(root, Path.of(System.getProperty("java.io.tmpdir")))) {
            long free = Files.getFileStore(place).getUsableSpace();
            if (free < wanted) {
                throw new Failure(
                        Exit.TRY_AGAIN,
                        "the disk of " + place + " has " + Amounts.bytes(free) + " free; this demo wants "
                                + Amounts.bytes(wanted),
                        "free some space, run it in another folder, or ask for less: --once --records 20000");
            }
        }
    }

    /** An empty lock file tells the next demo that this one ended by itself. */
    private void sign(String text) throws IOException {
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    Path lake() {
        return root.resolve("lake");
    }

    Path warehouse() {
        return root.resolve("warehouse");
    }

    /** The warehouse as a person in the folder of the call would name it. */
    String shownWarehouse() {
        return FOLDER + "/warehouse";
    }

    /** The lake as a person in the folder of the call would name it. */
    String shownLake() {
        return FOLDER + "/lake";
    }

    URI state() {
        return root.resolve("state").toUri();
    }

    Path maskKey() {
        return root.resolve("mask.key");
    }

    private static String shown(Call call, Path path) {
        Path folder = call.surroundings().folder();
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    @Override
    public void close() throws IOException {
        sign("");
        lock.close();
    }
}
