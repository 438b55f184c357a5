package io.millrace.finalizer.probe;

import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.PositionColumns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A clean file whose layout and checksums are right, and whose schema is that of the contract or fits it. Of its values
 * nothing is known yet.
 *
 * @param day of its folder
 * @param contract that its footer names
 */
record SoundFile(
        Path path, LocalDate day, FileMetaData footer, MessageType schema, String contract, Expected expected) {

    private static final List<String> POSITION = List.of(
            PositionColumns.SOURCE,
            PositionColumns.SPLIT,
            PositionColumns.OFFSET,
            PositionColumns.SOURCE_TIME,
            PositionColumns.CONTRACT);

    static SoundFile of(Path path, LocalDate day, Expected expected) throws IOException, BadFileException {
        FileMetaData footer;
        MessageType schema;
        String contract;
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            footer = ParquetLayout.check(file);
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            try (ParquetFileReader reader = ParquetFileReader.open(
                    new ChannelInputFile(file, path.getFileName().toString()), options)) {
                schema = reader.getFileMetaData().getSchema();
                contract = reader.getFileMetaData().getKeyValueMetaData().get(CleanParquet.FOOTER_CONTRACT);
                columns(schema, reader.getRowGroups());
            }
        } catch (RuntimeException e) {
            throw new BadFileException("its footer makes no sense: " + e.getMessage());
        }
        schema(schema, contract, expected);
        return new SoundFile(path, day, footer, schema, contract, expected);
    }

    /** Each group has every column of the schema, in its order, as the type it says. */
    private static void columns(MessageType schema, List<BlockMetaData> groups) throws BadFileException {
        for (BlockMetaData group : groups) {
            List<ColumnChunkMetaData> chunks = group.getColumns();
            boolean same = chunks.size() == schema.getFieldCount();
            for (int index = 0; same && index < chunks.size(); index++) {
                Type declared = schema.getType(index);
                same = declared.isPrimitive()
                        && chunks.get(index).getPath().toDotString().equals(declared.getName())
                        && chunks.get(index).getPrimitiveType().getPrimitiveTypeName()
                                == declared.asPrimitiveType().getPrimitiveTypeName();
            }
            if (!same) {
                throw new BadFileException("a row group has other columns than the schema");
            }
        }
    }

    private static void schema(MessageType found, String contract, Expected expected) throws BadFileException {
        if (contract == null || !contract.startsWith(expected.dataset() + "@")) {
            throw new BadFileException("it is not a file of the contract of " + expected.dataset());
        }
        if (contract.equals(expected.contract())) {
            if (!found.getFields().equals(expected.schema().getFields())) {
                throw new BadFileException(
                        "its schema is not that of " + contract + ": " + difference(found, expected.schema()));
            }
            return;
        }
        for (Type column : expected.schema().getFields()) {
            String name = column.getName();
            boolean needed = POSITION.contains(name) || name.equals(expected.eventTime());
            if (!found.containsField(name) ? needed : !alike(found.getType(name), column)) {
                throw new BadFileException("its column " + name + " does not fit " + expected.contract());
            }
        }
    }

    /** The same type; whether values may be absent changes between versions. */
    private static boolean alike(Type found, Type expected) {
        return found.isPrimitive()
                && !found.isRepetition(Type.Repetition.REPEATED)
                && found.asPrimitiveType().getPrimitiveTypeName()
                        == expected.asPrimitiveType().getPrimitiveTypeName()
                && String.valueOf(found.getLogicalTypeAnnotation())
                        .equals(String.valueOf(expected.getLogicalTypeAnnotation()));
    }

    private static String difference(MessageType found, MessageType expected) {
        for (int index = 0; index < expected.getFieldCount(); index++) {
            if (index >= found.getFieldCount()) {
                return expected.getType(index).getName() + " is missing";
            } else if (!found.getType(index).equals(expected.getType(index))) {
                return "there is \"" + found.getType(index) + "\" instead of \"" + expected.getType(index) + '"';
            }
        }
        return "there are further columns";
    }

    long rows() {
        return footer.getNum_rows();
    }

    List<RowGroup> groups() {
        return footer.getRow_groups();
    }

    /** Given the least and the greatest event time. */
    void refuseOtherDay(long least, long greatest) throws BadFileException {
        if (least < expected.first(day) || greatest >= expected.first(day.plusDays(1))) {
            throw new BadFileException("it holds rows of another day than its folder " + day);
        }
    }

    /** Given the least and the greatest contract of its rows. */
    void refuseOtherContract(Object least, Object greatest) throws BadFileException {
        if (!(contract.equals(least) && contract.equals(greatest))) {
            throw new BadFileException("its footer names " + contract + ", its rows another contract");
        }
    }
}
