package io.millrace.zones.input;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.LineFeeds;
import io.millrace.zones.file.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * What is known of a file that somebody has read to its end: the checksum of its bytes as they are stored, and how many
 * records are in it. Counted apart from any engine, so that one that leaves something out is found out.
 */
public record InputFacts(long crc32c, long records) {

    private static final int READ_SIZE = 1 << 18;

    /** Reads a file to its end. Stops with an {@link InterruptedException} when the thread is interrupted. */
    public static InputFacts of(InputFile file) throws IOException, InterruptedException {
        CRC32C sum = new CRC32C();
        try (InputStream stored = new CheckedInputStream(Storage.at(file.uri()).read(file.uri()), sum);
                InputStream text = LineRecords.text(file.compression(), stored)) {
            long records = new Counter().count(text);
            if (file.compression() != Compression.NONE) {
                stored.transferTo(OutputStream.nullOutputStream());
            }
            return new InputFacts(sum.getValue(), records);
        } catch (IOException e) {
            throw new UnreadableInput(file.source() + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    /** Counts the lines that are records. */
    private static final class Counter {
        private final byte[] bytes = new byte[READ_SIZE];
        private int to;
        private long records;
        private boolean filled;
        private boolean carriageReturn;

        long count(InputStream text) throws IOException, InterruptedException {
            to = text.readNBytes(bytes, 0, 3);
            int at = to == 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
            while (to > 0) {
                lines(at);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                at = 0;
                to = text.read(bytes, 0, bytes.length);
            }
            return filled || carriageReturn ? records + 1 : records;
        }

        private void lines(int start) {
            int at = start;
            while (at < to) {
                if (filled) {
                    at = LineFeeds.find(bytes, at, to);
                    if (at < 0) {
                        return;
                    }
                }
                byte next = bytes[at++];
                if (next == '\n') {
                    records += filled ? 1 : 0;
                    filled = false;
                    carriageReturn = false;
                } else if (carriageReturn || (next != ' ' && next != '\t' && next != '\r')) {
                    filled = true;
                } else {
                    carriageReturn = next == '\r';
                }
            }
        }
    }
}
