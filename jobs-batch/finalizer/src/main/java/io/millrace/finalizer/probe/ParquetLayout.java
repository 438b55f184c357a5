package io.millrace.finalizer.probe;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The bytes of a Parquet file against its footer: pages lie side by side without gaps, each has a checksum that is right,
 * and their counts add up to those of groups and footer. Decodes nothing.
 */
final class ParquetLayout {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;
    private static final long LARGEST_FOOTER = 64L << 20;
    private static final long UNSAID = -1;
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final FileMetaData footer;
    private final long footerStart;
    /** The bytes of the column that is being looked at, and perhaps more. */
    private byte[] chunk = new byte[0];

    private ParquetLayout(FileChannel file, FileMetaData footer, long footerStart) {
        this.file = file;
        this.footer = footer;
        this.footerStart = footerStart;
    }

    /** Reads the footer and checks every page. */
    static FileMetaData check(FileChannel file) throws IOException, BadFileException {
        ParquetLayout layout = open(file);
        layout.groups();
        return layout.footer;
    }

    private static ParquetLayout open(FileChannel file) throws IOException, BadFileException {
        long size = file.size();
        require(size >= MAGIC.length + TAIL, "it is too short for a Parquet file");
        require(Arrays.equals(read(file, 0, MAGIC.length), MAGIC), "it does not begin as a Parquet file");
        byte[] tail = read(file, size - TAIL, TAIL);
        require(
                Arrays.equals(Arrays.copyOfRange(tail, MAGIC.length, TAIL), MAGIC),
                "it does not end as a Parquet file: it is cut or still being written");
        long length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xFFFFFFFFL;
        long start = size - TAIL - length;
        require(length <= LARGEST_FOOTER && start >= MAGIC.length, "its footer cannot be as long as it says");
        ByteArrayInputStream bytes = new ByteArrayInputStream(read(file, start, (int) length));
        FileMetaData footer;
        try {
            footer = Util.readFileMetaData(bytes);
        } catch (IOException | RuntimeException e) {
            throw new BadFileException("its footer cannot be read");
        }
        require(bytes.available() == 0, "something stands behind its footer");
        require(!footer.isSetEncryption_algorithm(), "it is encrypted");
        return new ParquetLayout(file, footer, start);
    }

    private void groups() throws IOException, BadFileException {
        long rows = 0;
        long at = MAGIC.length;
        for (RowGroup group : footer.getRow_groups()) {
            require(group.getNum_rows() > 0, "it has a row group without rows");
            rows += group.getNum_rows();
            for (ColumnChunk chunk : group.getColumns()) {
                at = chunk(chunk, group.getNum_rows(), at);
            }
        }
        require(rows == footer.getNum_rows(), "its footer says " + footer.getNum_rows() + " rows, its groups " + rows);
        require(rows > 0, "it has no rows");
    }

    /** Returns where the chunk ends. */
    private long chunk(ColumnChunk chunk, long rows, long at) throws IOException, BadFileException {
        require(
                chunk.isSetMeta_data() && !chunk.isSetFile_path() && !chunk.isSetCrypto_metadata(),
                "a column is elsewhere");
        ColumnMetaData meta = chunk.getMeta_data();
        String name = String.join(".", meta.getPath_in_schema());
        require(
                meta.getCodec() == CompressionCodec.ZSTD || meta.getCodec() == CompressionCodec.UNCOMPRESSED,
                name + " is compressed with " + meta.getCodec());
        require(
                !meta.isSetBloom_filter_offset() && !meta.isSetIndex_page_offset(),
                name + " has an index nobody wrote");
        require(meta.getNum_values() == rows, name + " has " + meta.getNum_values() + " values in a group of " + rows);
        long end = at + meta.getTotal_compressed_size();
        require(meta.getTotal_compressed_size() > 0 && end <= footerStart, name + " reaches beyond the pages");
        new Pages(meta, name).walk(at, end, rows);
        return end;
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException, BadFileException {
        byte[] content = new byte[length];
        fill(content, length, file, from);
        return content;
    }

    private static void fill(byte[] content, int length, FileChannel file, long from)
            throws IOException, BadFileException {
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
        while (bytes.hasRemaining()) {
            require(file.read(bytes, from + bytes.position()) > 0, "it is cut");
        }
    }

    private static void require(boolean holds, String otherwise) throws BadFileException {
        if (!holds) {
            throw new BadFileException(otherwise);
        }
    }

    /** The pages of one column in one group. */
    private final class Pages {
        private final ColumnMetaData meta;
        private final List<Encoding> encodings;
        private final String name;
        private boolean dictionary;
        private long firstData = -1;
        private long values;

        Pages(ColumnMetaData meta, String name) {
            this.meta = meta;
            this.encodings = meta.getEncodings();
            this.name = name;
        }

        void walk(long start, long end, long rows) throws IOException, BadFileException {
            require(end - start <= Integer.MAX_VALUE, name + " is longer than a group may be");
            int length = (int) (end - start);
            chunk = chunk.length < length ? new byte[length] : chunk;
            fill(chunk, length, file, start);
            int at = 0;
            while (at < length) {
                ByteArrayInputStream rest = new ByteArrayInputStream(chunk, at, length - at);
                PageHeader header = header(rest);
                int body = length - rest.available();
                require(
                        header.getCompressed_page_size() >= 0 && header.getCompressed_page_size() <= rest.available(),
                        name + " has a page that reaches beyond its column");
                checksum(header, body);
                sizes(header, body);
                page(header, start + at, at == 0);
                at = body + header.getCompressed_page_size();
            }
            require(values == rows, name + " has pages with " + values + " values in a group of " + rows);
            require(meta.getData_page_offset() == firstData, name + " does not begin where the footer says");
            require(
                    dictionary == (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0)
                            && (!dictionary || meta.getDictionary_page_offset() == start),
                    name + " does not have its dictionary where the footer says");
        }

        private PageHeader header(ByteArrayInputStream in) throws BadFileException {
            try {
                return Util.readPageHeader(in);
            } catch (IOException | RuntimeException e) {
                throw new BadFileException(name + " has a page header that cannot be read");
            }
        }

        private void checksum(PageHeader header, int body) throws BadFileException {
            require(header.isSetCrc(), name + " has a page without checksum");
            CRC32 crc = new CRC32();
            crc.update(chunk, body, header.getCompressed_page_size());
            require((int) crc.getValue() == header.getCrc(), name + " has a page with a wrong checksum");
        }

        private void sizes(PageHeader header, int body) throws BadFileException {
            long size = meta.getCodec() == CompressionCodec.ZSTD
                    ? inflated(header, body)
                    : header.getCompressed_page_size();
            require(size == header.getUncompressed_page_size(), name + " has a page of another size than it says");
        }

        /** A frame that was written as a stream, as Spark does, does not say how long its content is. */
        private long inflated(PageHeader header, int body) throws BadFileException {
            int length = header.getCompressed_page_size();
            long size = Zstd.getFrameContentSize(chunk, body, length);
            if (size != UNSAID) {
                return size;
            }
            long most = header.getUncompressed_page_size();
            try (InputStream frame = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(chunk, body, length))) {
                byte[] content = new byte[BUFFER];
                size = 0;
                for (int read = frame.read(content); read >= 0 && size <= most; read = frame.read(content)) {
                    size += read;
                }
                return size;
            } catch (IOException e) {
                throw new BadFileException(name + " has a page that is no zstd frame");
            }
        }

        private void page(PageHeader header, long at, boolean first) throws BadFileException {
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                require(first && header.isSetDictionary_page_header(), name + " has a dictionary in the wrong place");
                dictionary = true;
                return;
            }
            require(
                    header.getType() == PageType.DATA_PAGE && header.isSetData_page_header(),
                    name + " has a page of an unknown kind");
            DataPageHeader data = header.getData_page_header();
            require(data.getNum_values() > 0, name + " has a page without values");
            Encoding encoding = data.getEncoding();
            boolean coded = encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
            require(encodings.contains(encoding) && (!coded || dictionary), name + " has a page in a wrong encoding");
            require(
                    data.getDefinition_level_encoding() == Encoding.RLE
                            || data.getDefinition_level_encoding() == Encoding.BIT_PACKED,
                    name + " has levels in a wrong encoding");
            if (firstData < 0) {
                firstData = at;
            }
            values += data.getNum_values();
        }
    }
}
