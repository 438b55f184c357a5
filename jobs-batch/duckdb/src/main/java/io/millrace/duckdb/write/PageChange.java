package io.millrace.duckdb.write;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Statistics;

/**
 * What must become of the pages of a column: marks of presence (definition levels), which only an optional column has,
 * come or go, and values of fixed width lose bytes that only repeat their sign.
 */
record PageChange(Presence found, Presence wanted, int width, int wantedWidth) {

    enum Presence {
        MARKED,
        UNMARKED
    }

    private static final int LEVEL = 1;

    boolean drops() {
        return found == Presence.MARKED && wanted == Presence.UNMARKED;
    }

    /** The compressed bytes of a page as they are to be written; its header learns the new size. */
    byte[] of(PageHeader header, byte[] compressed) throws IOException {
        if (header.isSetDictionary_page_header()) {
            return narrows() ? compressed(header, narrowed(page(header, compressed))) : compressed;
        }
        if (found == wanted && !narrows()) {
            return compressed;
        }
        byte[] page = page(header, compressed);
        int start = found == Presence.MARKED
                ? Integer.BYTES
                        + ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt()
                : 0;
        byte[] values = Arrays.copyOfRange(page, start, page.length);
        if (narrows() && header.getData_page_header().getEncoding() == Encoding.PLAIN) {
            values = narrowed(values);
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream(page.length);
        if (wanted == Presence.MARKED) {
            changed.writeBytes(
                    found == Presence.MARKED
                            ? Arrays.copyOf(page, start)
                            : present(header.getData_page_header().getNum_values()));
        }
        changed.writeBytes(values);
        return compressed(header, changed.toByteArray());
    }

    void of(Statistics statistics) {
        statistics.unsetDistinct_count();
        if (narrows()) {
            statistics.unsetMin();
            statistics.unsetMax();
            if (statistics.isSetMin_value()) {
                statistics.setMin_value(narrowed(statistics.getMin_value()));
            }
            if (statistics.isSetMax_value()) {
                statistics.setMax_value(narrowed(statistics.getMax_value()));
            }
        }
    }

    private boolean narrows() {
        return width > wantedWidth;
    }

    private byte[] narrowed(byte[] values) {
        byte[] narrowed = new byte[values.length / width * wantedWidth];
        for (int from = 0, to = 0; from < values.length; from += width, to += wantedWidth) {
            System.arraycopy(values, from + width - wantedWidth, narrowed, to, wantedWidth);
        }
        return narrowed;
    }

    /** One run that says of so many values that they are there, behind its length. */
    private static byte[] present(int values) {
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        int rest = values << 1;
        while (rest > 0x7F) {
            run.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        run.write(rest);
        run.write(1);
        return ByteBuffer.allocate(Integer.BYTES + run.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(run.size())
                .put(run.toByteArray())
                .array();
    }

    private static byte[] page(PageHeader header, byte[] compressed) throws IOException {
        byte[] page = new byte[header.getUncompressed_page_size()];
        long size = Zstd.decompress(page, compressed);
        if (size != page.length) {
            throw new IOException("a page that DuckDB wrote is not as long as it says");
        }
        return page;
    }

    private static byte[] compressed(PageHeader header, byte[] page) {
        header.setUncompressed_page_size(page.length);
        return Zstd.compress(page, LEVEL);
    }
}
