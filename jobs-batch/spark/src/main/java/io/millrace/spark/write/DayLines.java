package io.millrace.spark.write;

import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.ZstdLines;
import io.millrace.zones.json.LineBuffer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes lines into files of their days. A file appears whole, under a name that the task and nothing else decides: a
 * task that Spark does again puts the same file in the place of the first.
 */
public final class DayLines implements Closeable {

    private static final int MOST_OPEN = 32;
    private static final int CHUNK = 32 << 10;

    private final Path zone;
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
        this.zone = Path.of(lake.folder(zone, dataset));
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
        private final Path unfinished;
        private final Path whole;
        private final OutputStream out;
        private final ZstdLines frame;

        File(int day) throws IOException {
            Path folder = Files.createDirectories(zone.resolve(Lake.partitionName(day)));
            String name = task + "-" + files++ + kind.suffix();
            unfinished = folder.resolve("." + name + "." + attempt);
            whole = folder.resolve(name);
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
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            if (frame != null) {
                frame.close();
            }
            out.close();
        }
    }
}
