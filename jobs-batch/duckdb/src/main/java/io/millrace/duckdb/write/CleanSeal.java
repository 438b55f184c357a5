package io.millrace.duckdb.write;

import io.millrace.duckdb.write.PageChange.Presence;
import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.Seal;
import io.millrace.zones.parquet.SealingStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Makes a file that DuckDB wrote into one of the clean zone: every page gets the checksum that DuckDB leaves out, the
 * footer the schema, the keys and the seal of the zone. DuckDB takes a column to be required or optional by what it happens to
 * know of its values, and all wide decimals to have 16 bytes; where that is not what the zone wants, pages are changed.
 */
public final class CleanSeal {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;

    private final Plan plan;
    private final MessageType schema;

    public CleanSeal(Plan plan) {
        this.plan = plan;
        schema = new CleanParquet(plan).schema();
    }

    /** Writes the sealed file, which must not exist yet, and deletes the other. */
    public void seal(Path written, Path sealed) throws IOException {
        try (FileChannel in = FileChannel.open(written);
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(sealed), 1 << 18);
                SealingStream out = new SealingStream(file)) {
            FileMetaData footer = footer(in);
            Map<String, PageChange> changes = changes(footer.getSchema(), written);
            out.write(MAGIC);
            long at = MAGIC.length;
            for (RowGroup group : footer.getRow_groups()) {
                at = group(in, group, changes, out, at);
            }
            zoneSchema(footer.getSchema());
            footer.setKey_value_metadata(List.of(
                    pair(CleanParquet.FOOTER_CONTRACT, plan.contract().id()),
                    pair(CleanParquet.FOOTER_VERSION, CleanParquet.version()),
                    pair(Seal.KEY, Seal.BLANK)));
            out.endBegins();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Util.writeFileMetaData(footer, bytes);
            bytes.writeTo(out);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(bytes.size())
                    .array());
            out.write(MAGIC);
        }
        Files.delete(written);
    }

    private static FileMetaData footer(FileChannel file) throws IOException {
        long size = file.size();
        int length = ByteBuffer.wrap(read(file, size - TAIL, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return Util.readFileMetaData(new ByteArrayInputStream(read(file, size - TAIL - length, length)));
    }

    /** Returns where the group ends. */
    private static long group(
            FileChannel in, RowGroup group, Map<String, PageChange> changes, OutputStream out, long start)
            throws IOException {
        long at = start;
        long compressed = 0;
        long uncompressed = 0;
        for (ColumnChunk chunk : group.getColumns()) {
            String name = chunk.getMeta_data().getPath_in_schema().get(0);
            at = chunk(in, chunk, changes.get(name), out, at);
            compressed += chunk.getMeta_data().getTotal_compressed_size();
            uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
        }
        group.setTotal_byte_size(uncompressed);
        group.setTotal_compressed_size(compressed);
        group.setFile_offset(start);
        return at;
    }

    private static long chunk(FileChannel in, ColumnChunk chunk, PageChange change, OutputStream out, long start)
            throws IOException {
        ColumnMetaData meta = chunk.getMeta_data();
        boolean coded = meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0;
        long from = coded ? meta.getDictionary_page_offset() : meta.getData_page_offset();
        byte[] bytes = read(in, from, Math.toIntExact(meta.getTotal_compressed_size()));
        if (change.drops() && meta.getStatistics().getNull_count() != 0) {
            throw new IOException(
                    meta.getPath_in_schema() + " has absent values, and must not. This is an error in" + " millrace.");
        }
        long at = start;
        long grown = 0;
        long firstData = -1;
        int next = 0;
        while (next < bytes.length) {
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes, next, bytes.length - next);
            PageHeader header = Util.readPageHeader(rest);
            int headerAt = next;
            int begin = bytes.length - rest.available();
            next = begin + header.getCompressed_page_size();
            byte[] body = Arrays.copyOfRange(bytes, begin, next);
            firstData = firstData < 0 && header.isSetData_page_header() ? at : firstData;
            grown -= header.getUncompressed_page_size();
            body = change.of(header, body);
            grown += header.getUncompressed_page_size();
            CRC32 crc = new CRC32();
            crc.update(body);
            header.setCrc((int) crc.getValue());
            header.setCompressed_page_size(body.length);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            Util.writePageHeader(header, written);
            grown += written.size() - (begin - headerAt);
            written.writeTo(out);
            out.write(body);
            at += written.size() + body.length;
        }
        meta.setTotal_compressed_size(at - start);
        meta.setTotal_uncompressed_size(meta.getTotal_uncompressed_size() + grown);
        meta.setData_page_offset(firstData);
        if (coded) {
            meta.setDictionary_page_offset(start);
        }
        if (meta.isSetStatistics()) {
            change.of(meta.getStatistics());
        }
        chunk.setFile_offset(start);
        return at;
    }

    /** The zone's integers carry no annotation. */
    private void zoneSchema(List<SchemaElement> elements) {
        elements.get(0).setName(schema.getName());
        for (SchemaElement element : elements.subList(1, elements.size())) {
            Type wanted = schema.getType(element.getName());
            element.setRepetition_type(
                    FieldRepetitionType.valueOf(wanted.getRepetition().name()));
            if (element.isSetType_length()) {
                element.setType_length(wanted.asPrimitiveType().getTypeLength());
            }
            if (wanted.getLogicalTypeAnnotation() == null) {
                element.unsetConverted_type();
                element.unsetLogicalType();
            }
        }
    }

    /** What must be done to the pages of each column; the rest of the schema must be as it is wanted. */
    private Map<String, PageChange> changes(List<SchemaElement> found, Path file) throws IOException {
        if (found.size() != schema.getFieldCount() + 1) {
            throw new IOException(file + ": DuckDB wrote other columns than those of the clean zone");
        }
        Map<String, PageChange> changes = new HashMap<>();
        for (int index = 0; index < schema.getFieldCount(); index++) {
            PrimitiveType wanted = schema.getType(index).asPrimitiveType();
            SchemaElement element = found.get(index + 1);
            if (!element.getName().equals(wanted.getName())
                    || !element.getType().name().equals(wordOf(wanted))
                    || (element.isSetType_length() && element.getType_length() < wanted.getTypeLength())) {
                throw new IOException(file + ": DuckDB wrote the column " + element + " where the clean zone wants "
                        + wanted + ". This is an error in millrace.");
            }
            boolean marked = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
            changes.put(
                    wanted.getName(),
                    new PageChange(
                            presence(marked),
                            presence(wanted.isRepetition(Repetition.OPTIONAL)),
                            element.getType_length(),
                            wanted.getTypeLength()));
        }
        return changes;
    }

    private static Presence presence(boolean marked) {
        return marked ? Presence.MARKED : Presence.UNMARKED;
    }

    private static String wordOf(PrimitiveType type) {
        String name = type.getPrimitiveTypeName().name();
        return name.equals("BINARY") ? "BYTE_ARRAY" : name;
    }

    private static KeyValue pair(String key, String value) {
        KeyValue pair = new KeyValue(key);
        pair.setValue(value);
        return pair;
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("a Parquet file that DuckDB wrote is shorter than its footer says");
            }
        }
        return bytes.array();
    }
}
