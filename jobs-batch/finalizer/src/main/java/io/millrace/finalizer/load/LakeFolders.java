package io.millrace.finalizer.load;

import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the files of a zone, and leaves out the folders of days in which nothing was added or taken away since they
 * were listed: looking again at a lake of years costs one look at each folder, not at each file.
 */
final class LakeFolders {

    /** The clock of a file system is coarse: a folder that changed just now may change again within the same tick. */
    private static final long SETTLED_MILLIS = 1_000;

    private final ZoneFiles files;
    private final Map<Path, Long> settled = new HashMap<>();

    LakeFolders(ZoneFiles files) {
        this.files = files;
    }

    /** The files that may be new. */
    List<ZoneFile> changed(URI folder) throws IOException {
        if (!"file".equals(folder.getScheme())) {
            return files.list(folder);
        }
        Path start = Path.of(folder);
        List<ZoneFile> found = new ArrayList<>();
        if (Files.isDirectory(start)) {
            for (Path day : days(start)) {
                list(day, found);
            }
        }
        return found;
    }

    private static List<Path> days(Path start) throws IOException {
        List<Path> days = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(start, Files::isDirectory)) {
            folders.forEach(days::add);
        }
        days.sort(null);
        return days;
    }

    private void list(Path day, List<ZoneFile> found) throws IOException {
        try {
            long now = System.currentTimeMillis();
            long changed = Files.getLastModifiedTime(day).toMillis();
            Long before = settled.get(day);
            if (before != null && before == changed) {
                return;
            }
            found.addAll(files.list(day.toUri()));
            if (now - changed > SETTLED_MILLIS) {
                settled.put(day, changed);
            }
        } catch (NoSuchFileException e) {
            settled.remove(day);
        }
    }
}
