package io.millrace.zones.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;

/**
 * Walks the rows of a flat Parquet file over some of its columns, page checksums verified. Whatever is wrong with the
 * file comes out as an {@link IOException} that names it.
 */
final class FlatReader implements Closeable {

    private final InputFile file;
    private final ParquetFileReader reader;
    private final MessageType projection;
    private final ColumnReader[] columns;
    private final boolean[] present;
    private long rowsLeft;
    private boolean begun;

    /** @param names the columns to read; all of them must be in the file */
    FlatReader(InputFile file, List<String> names) throws IOException {
        this(file, schema -> names);
    }

    /** Walks over all columns. */
    static FlatReader whole(InputFile file) throws IOException {
        return new FlatReader(
                file,
                schema -> schema.getFields().stream()
                        .map(org.apache.parquet.schema.Type::getName)
                        .toList());
    }

    private FlatReader(InputFile file, Function<MessageType, List<String>> wanted) throws IOException {
        this.file = file;
        reader = open(file);
        List<String> names;
        try {
            MessageType schema = reader.getFileMetaData().getSchema();
            names = wanted.apply(schema);
            for (String name : names) {
                if (!schema.containsField(name)
                        || !schema.getType(name).isPrimitive()
                        || schema.getType(name).isRepetition(org.apache.parquet.schema.Type.Repetition.REPEATED)) {
                    throw new IOException(file + " has no plain column " + name);
                }
            }
            projection = new MessageType(
                    schema.getName(), names.stream().map(schema::getType).toList());
            reader.setRequestedSchema(projection);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw unreadable(file, e);
        }
        columns = new ColumnReader[names.size()];
        present = new boolean[names.size()];
    }

    private static ParquetFileReader open(InputFile file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .usePageChecksumVerification()
                .build();
        try {
            return ParquetFileReader.open(file, options);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    long rows() {
        return reader.getRecordCount();
    }

    String footer(String key) {
        return reader.getFileMetaData().getKeyValueMetaData().get(key);
    }

    /** Steps to the next row; false after the last. */
    boolean next() throws IOException {
        try {
            if (begun) {
                leave();
            }
            while (rowsLeft == 0) {
                if (!nextGroup()) {
                    return false;
                }
            }
            for (int index = 0; index < columns.length; index++) {
                present[index] = columns[index].getCurrentDefinitionLevel()
                        == columns[index].getDescriptor().getMaxDefinitionLevel();
            }
            rowsLeft--;
            begun = true;
            return true;
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** What nobody has asked for in a row has to be passed over, or it would be taken for that of the next. */
    private void leave() {
        for (int index = 0; index < columns.length; index++) {
            if (present[index]) {
                columns[index].skip();
            }
            columns[index].consume();
        }
    }

    private boolean nextGroup() throws IOException {
        PageReadStore pages = reader.readNextRowGroup();
        begun = false;
        if (pages == null) {
            return false;
        }
        rowsLeft = pages.getRowCount();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages, NOTHING, projection, reader.getFileMetaData().getCreatedBy());
        List<ColumnDescriptor> descriptors = projection.getColumns();
        for (int index = 0; index < columns.length; index++) {
            ColumnDescriptor descriptor = descriptors.get(index);
            long values = pages.getPageReader(descriptor).getTotalValueCount();
            if (values != rowsLeft) {
                throw new IOException("a row group of " + rowsLeft + " rows has " + values + " values of "
                        + descriptor.getPath()[0]);
            }
            columns[index] = store.getColumnReader(descriptor);
        }
        return true;
    }

    boolean isPresent(int column) {
        return present[column];
    }

    /** The reader of a column, standing at the current row. */
    ColumnReader column(int column) {
        return columns[column];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static IOException unreadable(InputFile file, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof IOException known && message.contains(file.toString())
                ? known
                : new IOException(file + " is not a readable Parquet file: " + message, cause);
    }

    /** Parquet wants a converter for every column, although values are taken from the column readers. */
    private static final GroupConverter NOTHING = new GroupConverter() {
        @Override
        public Converter getConverter(int fieldIndex) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    };
}
