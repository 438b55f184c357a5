package io.millrace.spark.read;

import io.millrace.pipeline.run.BoundedInput;
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
    private final List<Part> open = new ArrayList<>();
    private long openBytes;

    private Portions(long size) {
        this.size = size;
    }

    /**
     * Cuts an input.
     *
     * @param size about how many bytes of a plain file one task reads
     */
    public static List<Portion> of(BoundedInput input, long size) throws IOException {
        Portions portions = new Portions(size);
        if (input instanceof BoundedInput.Files files) {
            portions.chunks(files.files());
        } else if (input instanceof BoundedInput.RawZone raw) {
            raw.files().forEach(file -> portions.add(RawPart.of(file)));
        }
        portions.seal();
        return portions.portions;
    }

    private void chunks(List<InputFile> files) throws IOException {
        int number = 0;
        for (InputFile file : files) {
            number++;
            try (ChunkScan scan = new ChunkScan(file, size)) {
                for (Chunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                    add(FilePart.of(number, file, chunk));
                }
            }
        }
    }

    private void add(Part part) {
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
