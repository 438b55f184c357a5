package io.millrace.spark.read;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.input.Chunk;
import io.millrace.zones.input.ChunkScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the input into portions: a large plain file into several, small files together into one. Spark's own reader of
 * text knows no line numbers, which are the positions of records, so lines are counted here.
 */
public final class Portions {

    private final long size;
    private final List<Portion> portions = new ArrayList<>();
    private final List<FilePart> open = new ArrayList<>();
    private long openBytes;

    private Portions(long size) {
        this.size = size;
    }

    /**
     * Cuts files.
     *
     * @param size about how many bytes of a plain file one task reads
     */
    public static List<Portion> of(List<InputFile> files, long size) throws IOException {
        Portions portions = new Portions(size);
        for (InputFile file : files) {
            try (ChunkScan scan = new ChunkScan(file, size)) {
                for (Chunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                    portions.add(FilePart.of(file, chunk));
                }
            }
        }
        portions.seal();
        return portions.portions;
    }

    private void add(FilePart part) {
        if (openBytes + part.size() > size) {
            seal();
        }
        open.add(part);
        openBytes += part.size();
    }

    private void seal() {
        if (!open.isEmpty()) {
            portions.add(Portion.of(portions.size(), open));
            open.clear();
            openBytes = 0;
        }
    }
}
