package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs every check: those of the folder, and for each table that its key is unique and what is required is there. */
final class Checks {

    private static final int SHOWN_ROWS = 10;

    private final Database database;
    private final Scopes scopes;

    Checks(Database database, Scopes scopes) {
        this.database = database;
        this.scopes = scopes;
    }

    /** Of what a check must be asked again when rows have come to the facts that it reads, and none has left them. */
    private enum Scope {
        EVERYTHING,
        DAYS,
        /** What it asserts of a key stands as long as no row of that key comes. */
        KEYS,
        /** What it asserts of a row stands. */
        ROWS;

        static Scope of(SqlObject check) {
            return switch (check.header().text(Header.SCOPE)) {
                case Header.WHOLE -> EVERYTHING;
                case Header.ROWS -> ROWS;
                default -> DAYS;
            };
        }
    }

    /** A query that must return no rows. */
    private record Check(String name, String query, SqlObject source, List<String> inputs, Scope scope, String look) {

        /** What a key is asked for, if it is a check of keys. */
        Optional<Repeats> repeats() {
            return scope == Scope.KEYS ? Optional.of(Checks.repeats(source)) : Optional.empty();
        }
    }

    /**
     * Checks the days that the load touched, of dimensions the keys that it touched, of facts that it only brought rows to
     * these rows and their keys (what is asserted of a row or a key stands as long as nothing happens to it), and what is to
     * be checked as a whole.
     *
     * @param anew objects that were built as a whole
     */
    void touched(Iterable<SqlObject> objects, Set<SqlObject> anew) throws SQLException, CheckFailed {
        for (Check check : checks(objects)) {
            SqlObject source = check.source();
            if (anew.contains(source) || check.scope() == Scope.EVERYTHING) {
                run(check);
            } else if (source.kind() == Kind.DIMENSION) {
                run(check, Scopes.onChangedKeys(check.query(), source));
            } else if (!scopes.days(source).isEmpty()) {
                run(check, narrowed(check));
            }
        }
    }

    private String narrowed(Check check) {
        List<String> days = scopes.days(check.source());
        Scope scope = scopes.haveOnlyGrown(check.inputs()) ? check.scope() : Scope.DAYS;
        return switch (scope) {
            case EVERYTHING, DAYS -> scopes.onDays(check.query(), check.inputs(), days);
            case KEYS -> scopes.onDays(repeats(check.source()).queryAmongNew(), check.inputs(), days);
            case ROWS -> scopes.onNewRows(check.query(), check.inputs(), days);
        };
    }

    /** Checks everything, and goes on when one fails. */
    List<CheckFailed> whole(Iterable<SqlObject> objects) throws SQLException {
        List<CheckFailed> failed = new ArrayList<>();
        for (Check check : checks(objects)) {
            try {
                run(check);
            } catch (CheckFailed e) {
                failed.add(e);
            }
        }
        return failed;
    }

    private static List<Check> checks(Iterable<SqlObject> objects) {
        List<Check> checks = new ArrayList<>();
        for (SqlObject object : objects) {
            if (object.kind().isTable()) {
                checks.add(unique(object));
                checks.add(required(object));
            } else if (object.kind() == Kind.CHECK) {
                checks.add(new Check(
                        object.name(),
                        object.query(),
                        object,
                        object.inputs(),
                        Scope.of(object),
                        object.header().text(Header.LOOK)));
            }
        }
        return checks;
    }

    private static Repeats repeats(SqlObject table) {
        return new Repeats(Database.quoted(table.name()), table.key());
    }

    private static Check unique(SqlObject table) {
        String query = repeats(table).query();
        return new Check(
                "unique_" + table.name(), query, table, List.of(table.name()), of(table, Scope.KEYS), table.file());
    }

    private static Check required(SqlObject table) {
        List<String> columns = new ArrayList<>(table.key());
        columns.addAll(table.header().list(Header.REQUIRED));
        String query = Database.fill(
                "select {key}, {columns} from {table} where {absent}",
                Map.of(
                        "key", Columns.list(table.key()),
                        "columns", Columns.list(columns),
                        "table", Database.quoted(table.name()),
                        "absent",
                                columns.stream()
                                        .map(column -> Database.quoted(column) + " is null")
                                        .collect(Collectors.joining(" or "))));
        return new Check(
                "required_" + table.name(), query, table, List.of(table.name()), of(table, Scope.ROWS), table.file());
    }

    /** Only facts tell which rows are new. */
    private static Scope of(SqlObject table, Scope scope) {
        return table.kind() == Kind.FACT ? scope : Scope.DAYS;
    }

    private void run(Check check) throws SQLException, CheckFailed {
        Optional<Repeats> repeats = check.repeats();
        if (repeats.isEmpty() || !repeats.get().areRuledOut(database)) {
            run(check, check.query());
        }
    }

    private void run(Check check, String query) throws SQLException, CheckFailed {
        List<List<String>> rows = database.table(query, SHOWN_ROWS);
        if (rows.size() > 1) {
            throw new CheckFailed(check.name(), rows.get(0), rows.subList(1, rows.size()), check.look());
        }
    }
}
