package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Narrows a query to the days that a load touched, by standing narrowed inputs before it. */
final class Scopes {

    private final Database database;
    private final Map<String, SqlObject> objects;

    Scopes(Database database, Map<String, SqlObject> objects) {
        this.database = database;
        this.objects = objects;
    }

    /** The days that the facts among the inputs of an object touched. */
    List<String> days(SqlObject object) throws SQLException {
        Set<String> facts = new TreeSet<>();
        facts(object, facts);
        if (facts.isEmpty()) {
            return List.of();
        }
        String names = facts.stream().map(Database::literal).collect(Collectors.joining(", "));
        return database.column("select distinct day from model_touched where fact in (" + names + ") order by day");
    }

    private void facts(SqlObject object, Set<String> facts) {
        if (object.kind() == Kind.FACT) {
            facts.add(object.name());
        }
        object.inputs().stream().map(objects::get).forEach(input -> facts(input, facts));
    }

    /** The query on those days of its facts and marts; of a dimension it sees what never changes. */
    String onDays(String query, List<String> inputs, List<String> days) {
        String narrowed = inputs.stream()
                .map(objects::get)
                .filter(input -> input.kind().isTable())
                .map(input -> Database.quoted(input.name()) + " as not materialized (" + narrowed(input, days) + ")")
                .collect(Collectors.joining(", "));
        return narrowed.isEmpty() ? query : "with " + narrowed + " select * from (" + query + ")";
    }

    private static String narrowed(SqlObject input, List<String> days) {
        String table = "main." + Database.quoted(input.name());
        if (input.kind() == Kind.DIMENSION) {
            return "select " + Columns.list(input.header().list(Header.FIXED)) + " from " + table;
        }
        return "select * from " + table + (input.day().isEmpty() ? "" : " where " + onDays(input, days));
    }

    static String onDays(SqlObject object, List<String> days) {
        return days.isEmpty() ? "false" : "(" + object.day().orElse("null") + ") in (" + String.join(", ", days) + ")";
    }
}
