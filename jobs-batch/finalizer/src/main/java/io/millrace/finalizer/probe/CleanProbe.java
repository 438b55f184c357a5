package io.millrace.finalizer.probe;

import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.PositionColumns;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Probes a clean file: its layout and checksums, its schema against the contract, and every value by the very engine
 * that will load it, with what the footer says of them and with the day of its folder.
 */
final class CleanProbe {

    private static final List<String> POSITION = List.of(
            PositionColumns.SOURCE,
            PositionColumns.SPLIT,
            PositionColumns.OFFSET,
            PositionColumns.SOURCE_TIME,
            PositionColumns.CONTRACT);

    private final Connection engine;

    CleanProbe(Connection engine) {
        this.engine = engine;
    }

    /**
     * A file whose layout and schema are as they should be.
     *
     * @param day of its folder
     */
    private record Sound(Path path, LocalDate day, FileMetaData footer, MessageType schema, String contract) {}

    /** Returns the rows of the file. */
    long probe(Path path, LocalDate day, Expected expected) throws IOException, SQLException, BadFileException {
        Sound file = sound(path, day, expected);
        values(List.of(file), group(file.footer().getRow_groups()), expected);
        return file.footer().getNum_rows();
    }

    /**
     * Returns the rows of each of these files, for the price of one query. What cannot be looked at beside others is refused
     * as if it were bad.
     */
    List<Long> probe(List<Path> paths, List<LocalDate> days, Expected expected)
            throws IOException, SQLException, BadFileException {
        List<Sound> files = new ArrayList<>();
        for (int index = 0; index < paths.size(); index++) {
            Sound file = sound(paths.get(index), days.get(index), expected);
            if (file.footer().getRow_groups().size() != 1 || !file.contract().equals(expected.contract())) {
                throw new BadFileException("it must be looked at alone");
            }
            files.add(file);
        }
        values(files, "file_index", expected);
        return files.stream().map(file -> file.footer().getNum_rows()).toList();
    }

    private static Sound sound(Path path, LocalDate day, Expected expected) throws IOException, BadFileException {
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
        return new Sound(path, day, footer, schema, contract);
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

    /**
     * All values, decoded by the engine, group by group.
     *
     * @param groups what tells the groups of these files apart, in their order
     */
    private void values(List<Sound> files, String groups, Expected expected) throws SQLException, BadFileException {
        List<ColumnCheck> checks = new ArrayList<>();
        for (Type column : files.get(0).schema().getFields()) {
            checks.add(new ColumnCheck(column.asPrimitiveType()));
        }
        try (Statement statement = engine.createStatement();
                ResultSet found = statement.executeQuery(sql(files, groups, checks))) {
            for (Sound file : files) {
                for (RowGroup group : file.footer().getRow_groups()) {
                    if (!found.next() || found.getLong(2) != group.getNum_rows()) {
                        throw new BadFileException("the engine finds another number of rows in it");
                    }
                    group(group, found, checks, file, expected);
                }
            }
        }
    }

    private static void group(RowGroup group, ResultSet found, List<ColumnCheck> checks, Sound file, Expected expected)
            throws SQLException, BadFileException {
        for (int index = 0; index < checks.size(); index++) {
            ColumnCheck check = checks.get(index);
            int at = 3 + 3 * index;
            Object least = found.getObject(at + 1);
            Object greatest = found.getObject(at + 2);
            check.compare(statistics(group, index), group.getNum_rows(), found.getLong(at), least, greatest);
            if (check.name().equals(expected.eventTime())) {
                day(number(least), number(greatest), file.day(), expected);
            } else if (check.name().equals(PositionColumns.CONTRACT)
                    && !(file.contract().equals(least) && file.contract().equals(greatest))) {
                throw new BadFileException("its footer names " + file.contract() + ", its rows another contract");
            }
        }
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static void day(long least, long greatest, LocalDate day, Expected expected) throws BadFileException {
        if (least < expected.first(day) || greatest >= expected.first(day.plusDays(1))) {
            throw new BadFileException("it holds rows of another day than its folder " + day);
        }
    }

    private static String sql(List<Sound> files, String groups, List<ColumnCheck> checks) {
        List<RowGroup> all = files.stream()
                .flatMap(file -> file.footer().getRow_groups().stream())
                .toList();
        boolean isOne = all.size() == 1;
        StringBuilder sql = new StringBuilder("select ").append(groups).append(" as _group, count(*)");
        for (int index = 0; index < checks.size(); index++) {
            ColumnCheck check = checks.get(index);
            sql.append(", ").append(isOne ? check.asked(statistics(all.get(0), index)) : check.asked());
        }
        return sql.append(" from read_parquet([")
                .append(files.stream()
                        .map(file -> "'" + file.path().toString().replace("'", "''") + "'")
                        .collect(Collectors.joining(", ")))
                .append("], hive_partitioning = false, file_row_number = true)")
                .append(isOne ? "" : " group by 1 order by 1")
                .toString();
    }

    /** What the footer says of the values of a column, or null. */
    private static Statistics statistics(RowGroup group, int column) {
        return group.getColumns().get(column).getMeta_data().getStatistics();
    }

    /** The number of the group that a row stands in, by the number of the row. */
    private static String group(List<RowGroup> groups) {
        if (groups.size() == 1) {
            return "0";
        }
        StringBuilder passed = new StringBuilder("0");
        long rows = 0;
        for (RowGroup group : groups.subList(0, groups.size() - 1)) {
            rows += group.getNum_rows();
            passed.append(" + (file_row_number >= ").append(rows).append(")::integer");
        }
        return passed.toString();
    }
}
