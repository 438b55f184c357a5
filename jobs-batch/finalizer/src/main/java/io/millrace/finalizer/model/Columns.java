package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of a table or view, as pieces of statements. */
record Columns(List<String> names, List<String> types) {

    /** Columns that tell of the load and not of the data: they never decide whether two rows are the same. */
    static final Set<String> OF_THE_LOAD = Set.of("load_timestamp", "as_of");

    /** That a row of a fact came with this load. */
    static final String NEW = "load_timestamp = getvariable('load_timestamp')";

    private static final Set<String> WHOLE_NUMBERS = Set.of("BIGINT", "INTEGER", "SMALLINT");

    private static final Set<String> AS_CHEAP = Set.of("DATE", "TIMESTAMP");

    static Columns of(String relation, Database database) throws SQLException {
        List<List<String>> rows = database.table("describe select * from " + relation, Database.ALL);
        List<List<String>> columns = rows.subList(1, rows.size());
        return new Columns(
                columns.stream().map(row -> row.get(0)).toList(),
                columns.stream().map(row -> row.get(1)).toList());
    }

    /** Those that make a row what it is. */
    List<String> data() {
        return names.stream().filter(name -> !OF_THE_LOAD.contains(name)).toList();
    }

    List<String> wholeNumbers(List<String> of) {
        return of.stream().filter(name -> WHOLE_NUMBERS.contains(type(name))).toList();
    }

    /** Those of these that are cheap to compare. */
    List<String> cheap(List<String> of) {
        return of.stream()
                .filter(name -> WHOLE_NUMBERS.contains(type(name)) || AS_CHEAP.contains(type(name)))
                .toList();
    }

    private String type(String name) {
        return types.get(names.indexOf(name));
    }

    static String list(List<String> names) {
        return names.stream().map(Database::quoted).collect(Collectors.joining(", "));
    }

    /** That two rows, {@code a} and {@code b}, are the same in these columns. */
    static String same(List<String> names, String a, String b) {
        return names.stream()
                .map(Database::quoted)
                .map(name -> a + "." + name + " is not distinct from " + b + "." + name)
                .collect(Collectors.joining(" and "));
    }
}
