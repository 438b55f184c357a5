package io.millrace.zones.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * What a file of the clean zone is sealed with: the CRC-32C of all its bytes, as eight hexadecimal digits in its footer,
 * which themselves count as zeros. Parquet's checksums cover the content of pages alone; behind a whole seal stands, byte
 * by byte, what was written.
 */
public enum Seal {
    /** The file has none: a writer of somebody else's made it, or an older release. */
    NONE,
    WHOLE,
    /** Its bytes are others than those that were written. */
    BROKEN;

    /** The key in the footer. */
    public static final String KEY = "millrace.seal";

    /** What stands there until the sum is known. */
    public static final String BLANK = "00000000";

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = Integer.BYTES + MAGIC.length;
    private static final int LARGEST_FOOTER = 64 << 20;
    private static final int BUFFER = 1 << 18;

    /** The key as Parquet's encoding writes it, with the length of the value, which is the next. */
    private static final byte[] BEFORE = before();

    private static byte[] before() {
        byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
        byte[] before = Arrays.copyOf(key, key.length + 2);
        before[key.length] = 0x18; // the next field, a text
        before[key.length + 1] = (byte) BLANK.length();
        return before;
    }

    /** Reads all of the file. */
    public static Seal of(FileChannel file) throws IOException {
        long size = file.size();
        byte[] end = read(file, Math.max(0, size - TAIL));
        if (end.length < TAIL || !Arrays.equals(end, Integer.BYTES, TAIL, MAGIC, 0, MAGIC.length)) {
            return NONE;
        }
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > Math.min(LARGEST_FOOTER, size - TAIL)) {
            return NONE;
        }
        byte[] footer = read(file, size - TAIL - length);
        int digits = digits(footer);
        if (digits < 0) {
            return NONE;
        }
        CRC32C sum = new CRC32C();
        update(sum, file, size - footer.length);
        byte[] found = Arrays.copyOfRange(footer, digits, digits + BLANK.length());
        return Arrays.equals(found, sealed(sum, footer, digits)) ? WHOLE : BROKEN;
    }

    /**
     * Puts the seal into the end of a file, where {@link #BLANK} stands.
     *
     * @param sum of all bytes before it
     */
    static void stamp(CRC32C sum, byte[] end) throws IOException {
        int digits = digits(end);
        if (digits < 0) {
            throw new IOException(
                    "the footer of a clean file has no place for its seal. This is an error in millrace.");
        }
        byte[] sealed = sealed(sum, end, digits);
        System.arraycopy(sealed, 0, end, digits, sealed.length);
    }

    /** The digits that belong into the end of a file; the sum is then that of all of the file. */
    private static byte[] sealed(CRC32C sum, byte[] end, int digits) {
        int after = digits + BLANK.length();
        sum.update(end, 0, digits);
        sum.update(BLANK.getBytes(StandardCharsets.US_ASCII));
        sum.update(end, after, end.length - after);
        return HexFormat.of().toHexDigits((int) sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the digits are: the footer's keys stand behind all that it says of values. */
    private static int digits(byte[] end) {
        for (int at = end.length - BEFORE.length - BLANK.length(); at >= 0; at--) {
            if (Arrays.equals(end, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
                return at + BEFORE.length;
            }
        }
        return -1;
    }

    private static void update(CRC32C sum, FileChannel file, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        for (long at = 0; at < end; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, end - at));
            fill(buffer, file, at);
            sum.update(buffer.flip());
        }
    }

    /** The bytes from there to the end. */
    private static byte[] read(FileChannel file, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
        fill(bytes, file, from);
        return bytes.array();
    }

    private static void fill(ByteBuffer buffer, FileChannel file, long from) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("a file became shorter while it was read");
            }
        }
    }
}
