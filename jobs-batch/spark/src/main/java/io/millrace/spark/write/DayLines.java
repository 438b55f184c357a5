package io.millrace.spark.write;

import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.ZstdLines;
import io.millrace.zones.file.Storage;
import io.millrace.zones.json.LineBuffer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;

/**
 * Writes lines into files of their days. A file appears whole, under a name that the task and nothing else decides: a
 * task that Spark does again puts the same file in the place of the first. What goes to a store is put together here.
 */
public final class DayLines implements Closeable {

    private static final int MOST_OPEN = 32;
    private static final int CHUNK = 32 << 10;

    private final URI zone;
    private final Zone kind;
    private final String task;
    private final long attempt;
    private final Map<Integer, File> open = new LinkedHashMap<>();
    private int files;

    /**
     * Lines of a zone.
     *
     * @param task the same when Spark does the task again
     * @param attempt another each time
     */
    public DayLines(Lake lake, Zone zone, String dataset, String task, long attempt) {
        this.zone = lake.folder(zone, dataset);
        this.kind = zone;
        this.task = task;
        this.attempt = attempt;
    }

    /** Where to append the next line of a day. */
    public LineBuffer lines(int day) throws IOException {
        File file = open.get(day);
        if (file == null) {
            if (open.size() == MOST_OPEN) {
                finish();
            }
            file = new File(day);
            open.put(day, file);
        } else if (file.lines.length() >= CHUNK) {
            file.handOn();
        }
        return file.lines;
    }

    /** Gives all files their names. */
    public void finish() throws IOException {
        for (File file : open.values()) {
            file.finish();
        }
        open.clear();
    }

    /** Closes what was not finished; it has no name that anybody reads. */
    @Override
    public void close() throws IOException {
        for (File file : open.values()) {
            file.close();
        }
        open.clear();
    }

    private final class File implements Closeable {
        private final LineBuffer lines = new LineBuffer();
        private final URI whole;
        private final Path unfinished;
        private final OutputStream out;
        private final ZstdLines frame;

        File(int day) throws IOException {
            String name = task + "-" + files++ + kind.suffix();
            whole = zone.resolve(Lake.partitionName(day) + "/").resolve(name);
            unfinished = Storage.isLocal(whole)
                    ? Files.createDirectories(Path.of(whole).getParent()).resolve("." + name + "." + attempt)
                    : Files.createTempFile(
                            Path.of(Utils.getLocalDir(SparkEnv.get().conf())), name, "." + attempt);
            out = new BufferedOutputStream(Files.newOutputStream(unfinished), CHUNK);
            frame = kind == Zone.RAW ? new ZstdLines(out) : null;
        }

        void handOn() throws IOException {
            if (frame == null) {
                lines.writeTo(out);
            } else {
                frame.write(lines);
            }
            lines.clear();
        }

        void finish() throws IOException {
            handOn();
            if (frame != null) {
                frame.finish();
            }
            out.close();
            if (Storage.isLocal(whole)) {
                Files.move(unfinished, Path.of(whole), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Storage.at(whole).create(whole, unfinished);
                Files.delete(unfinished);
            }
        }

        @Override
        public void close() throws IOException {
            if (frame != null) {
                frame.close();
            }
            out.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
