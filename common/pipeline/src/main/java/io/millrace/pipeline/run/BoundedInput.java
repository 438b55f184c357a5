package io.millrace.pipeline.run;

import java.net.URI;
import java.util.List;

/** Everything that a bounded run reads. */
public sealed interface BoundedInput {

    /** Bytes of all files as they are stored. */
    long bytes();

    /**
     * Files of JSON lines, in the order in which their records count: by source time, then by the bytes of their names.
     * The records of a file all have its source time; the position of a record is (name, {@code -}, line). Every record
     * is to be written to raw.
     */
    record Files(List<InputFile> files) implements BoundedInput {
        public Files {
            files = List.copyOf(files);
        }

        @Override
        public long bytes() {
            return files.stream().mapToLong(InputFile::bytes).sum();
        }
    }

    /**
     * Files of the raw zone: every line holds a record with the position and source time it came with. Nothing is to be
     * written to raw, where the records stand already.
     */
    record RawZone(List<RawFile> files) implements BoundedInput {
        public RawZone {
            files = List.copyOf(files);
        }

        @Override
        public long bytes() {
            return files.stream().mapToLong(RawFile::bytes).sum();
        }
    }

    /**
     * A file of JSON lines.
     *
     * @param source its name in positions: its path below the input root, {@code /}-separated
     * @param sourceTime epoch micros
     * @param bytes its size as it is stored
     */
    record InputFile(URI uri, String source, long sourceTime, long bytes, Compression compression) {}

    /**
     * A file of the raw zone.
     *
     * @param order a file with a number for each of its lines, of eight bytes each, big-endian: the place of the record
     *     in the order in which those of all files count. No two have the same, and none is negative.
     */
    record RawFile(URI uri, URI order, long bytes) {}

    /** How a file is stored, told by its first bytes. Members or frames that follow each other are one text. */
    enum Compression {
        NONE,
        GZIP,
        ZSTD
    }
}
