package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Narrows a query to the days that a load touched, by standing narrowed inputs before it. */
final class Scopes {

    private final Map<String, SqlObject> objects;
    private final Map<String, Set<String>> daysOfFacts = new HashMap<>();
    private final Set<String> moved;

    /**
     * Sees the days that facts have touched up to now.
     *
     * @param moved facts of which rows may have left, or have come that were there before
     */
    Scopes(Database database, Map<String, SqlObject> objects, Set<String> moved) throws SQLException {
        this.objects = objects;
        this.moved = Set.copyOf(moved);
        List<List<String>> touched = database.table("select distinct fact, day from model_cause", Database.ALL);
        for (List<String> row : touched.subList(1, touched.size())) {
            daysOfFacts.computeIfAbsent(row.get(0), fact -> new HashSet<>()).add(row.get(1));
        }
    }

    private Scopes(Map<String, SqlObject> objects) {
        this.objects = objects;
        this.moved = Set.of();
    }

    /** Of a warehouse that is not being loaded. */
    static Scopes everything(Map<String, SqlObject> objects) {
        return new Scopes(objects);
    }

    /** The days that the facts among the inputs of an object touched. */
    List<String> days(SqlObject object) {
        SortedSet<String> days = new TreeSet<>();
        collect(object, days);
        return List.copyOf(days);
    }

    private void collect(SqlObject object, Set<String> days) {
        days.addAll(daysOfFacts.getOrDefault(object.name(), Set.of()));
        object.inputs().stream().map(objects::get).forEach(input -> collect(input, days));
    }

    /** Whether all that happened to these facts is that rows came. */
    boolean haveOnlyGrown(List<String> inputs) {
        return inputs.stream().noneMatch(moved::contains);
    }

    /** The query on those rows of its facts that came with the load, all of them on those days. */
    String onNewRows(String query, List<String> inputs, List<String> days) {
        return narrowed(
                query,
                inputs,
                input -> Optional.of(onDays(input, days) + (input.kind() == Kind.FACT ? " and " + Columns.NEW : "")));
    }

    /** The query on those days of its facts and marts; of a dimension it sees what never changes. */
    String onDays(String query, List<String> inputs, List<String> days) {
        return narrowed(query, inputs, input -> Optional.of(onDays(input, days)));
    }

    /** The query on all days; of a dimension it sees what never changes. */
    String onAllDays(String query, List<String> inputs) {
        return narrowed(query, inputs, input -> Optional.empty());
    }

    private String narrowed(String query, List<String> inputs, Function<SqlObject, Optional<String>> condition) {
        String narrowed = inputs.stream()
                .map(objects::get)
                .filter(input -> input.kind().isTable())
                .map(input -> "%s as not materialized (select %s from main.%1$s where %s)"
                        .formatted(
                                Database.quoted(input.name()),
                                input.kind() == Kind.DIMENSION
                                        ? Columns.list(input.header().list(Header.FIXED))
                                        : "*",
                                input.day()
                                        .flatMap(day -> condition.apply(input))
                                        .orElse("true")))
                .collect(Collectors.joining(", "));
        return narrowed.isEmpty() ? query : "with " + narrowed + " select * from (" + query + ")";
    }

    /** A query of a dimension alone, on the keys that the load may have changed. */
    static String onChangedKeys(String query, SqlObject dimension) {
        return Database.fill(
                "with {dimension} as not materialized (select * from main.{dimension} semi join {changed} using ({key}))"
                        + " select * from ({query})",
                Map.of(
                        "dimension", Database.quoted(dimension.name()),
                        "changed", EngineTables.changed(dimension),
                        "key", Columns.list(dimension.key()),
                        "query", query));
    }

    static String onDays(SqlObject object, List<String> days) {
        return days.isEmpty() ? "false" : "(" + object.day().orElse("null") + ") in (" + String.join(", ", days) + ")";
    }
}
