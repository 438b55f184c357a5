package io.millrace.finalizer.probe;

import io.millrace.zones.parquet.PositionColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.Type;

/**
 * Probes a clean file that nothing vouches for: every value by the very engine that will load it, with what the footer says
 * of them and with the day of its folder.
 */
final class CleanProbe {

    private final Connection engine;

    CleanProbe(Connection engine) {
        this.engine = engine;
    }

    /** Returns the rows of the file. */
    long probe(Path path, LocalDate day, Expected expected) throws IOException, SQLException, BadFileException {
        SoundFile file = SoundFile.of(path, day, expected);
        values(List.of(file), group(file.groups()));
        return file.rows();
    }

    /**
     * Returns the rows of each of these files, for the price of one query. What cannot be looked at beside others is refused
     * as if it were bad.
     */
    List<Long> probe(List<Path> paths, List<LocalDate> days, Expected expected)
            throws IOException, SQLException, BadFileException {
        List<SoundFile> files = new ArrayList<>();
        for (int index = 0; index < paths.size(); index++) {
            SoundFile file = SoundFile.of(paths.get(index), days.get(index), expected);
            if (file.groups().size() != 1 || !file.contract().equals(expected.contract())) {
                throw new BadFileException("it must be looked at alone");
            }
            files.add(file);
        }
        values(files, "file_index");
        return files.stream().map(SoundFile::rows).toList();
    }

    /**
     * All values, decoded by the engine, group by group.
     *
     * @param groups what tells the groups of these files apart, in their order
     */
    private void values(List<SoundFile> files, String groups) throws SQLException, BadFileException {
        List<ColumnCheck> checks = new ArrayList<>();
        for (Type column : files.get(0).schema().getFields()) {
            checks.add(new ColumnCheck(column.asPrimitiveType()));
        }
        try (Statement statement = engine.createStatement();
                ResultSet found = statement.executeQuery(sql(files, groups, checks))) {
            for (SoundFile file : files) {
                for (RowGroup group : file.groups()) {
                    if (!found.next() || found.getLong(2) != group.getNum_rows()) {
                        throw new BadFileException("the engine finds another number of rows in it");
                    }
                    group(group, found, checks, file);
                }
            }
        }
    }

    private static void group(RowGroup group, ResultSet found, List<ColumnCheck> checks, SoundFile file)
            throws SQLException, BadFileException {
        for (int index = 0; index < checks.size(); index++) {
            ColumnCheck check = checks.get(index);
            int at = 3 + 3 * index;
            Object least = found.getObject(at + 1);
            Object greatest = found.getObject(at + 2);
            check.compare(statistics(group, index), group.getNum_rows(), found.getLong(at), least, greatest);
            if (check.name().equals(file.expected().eventTime())) {
                file.refuseOtherDay(number(least), number(greatest));
            } else if (check.name().equals(PositionColumns.CONTRACT)) {
                file.refuseOtherContract(least, greatest);
            }
        }
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static String sql(List<SoundFile> files, String groups, List<ColumnCheck> checks) {
        List<RowGroup> all =
                files.stream().flatMap(file -> file.groups().stream()).toList();
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
