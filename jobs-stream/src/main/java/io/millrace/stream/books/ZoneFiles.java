package io.millrace.stream.books;

import io.millrace.stream.files.Folders;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The files of a dataset in its zones. */
public final class ZoneFiles {

    private final Lake lake;
    private final String dataset;

    public ZoneFiles(Lake lake, String dataset) {
        this.lake = lake;
        this.dataset = dataset;
    }

    /** Whether any record has been committed: every record stands in raw. */
    public boolean holdRecords() throws IOException {
        boolean[] found = {false};
        visit(Zone.RAW, file -> found[0] |= isVisible(file));
        return found[0];
    }

    /** Shows every file of a zone, hidden ones included. */
    void visit(Zone zone, Visitor visitor) throws IOException {
        Path folder = new Path(lake.folder(zone, dataset));
        for (FileStatus day : Folders.list(folder)) {
            if (day.isDir()) {
                for (FileStatus file : Folders.list(day.getPath())) {
                    visitor.visit(file);
                }
            }
        }
    }

    /** Readers pass over names that begin with a dot or an underline; so do ours. */
    static boolean isVisible(FileStatus file) {
        String name = file.getPath().getName();
        return !name.startsWith(".") && !name.startsWith("_");
    }

    interface Visitor {
        void visit(FileStatus file) throws IOException;
    }
}
