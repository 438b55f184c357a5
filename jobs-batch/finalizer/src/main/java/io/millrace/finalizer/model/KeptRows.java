package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Staging as if the files of a run that still count were read again: the rows that the run has left in the facts. That
 * works where a fact is an excerpt of a staging object, for it then holds each of its rows, or holds it back.
 */
final class KeptRows {

    private final Database database;
    private final Map<String, SqlObject> objects;

    KeptRows(Database database, Map<String, SqlObject> objects) {
        this.database = database;
        this.objects = objects;
    }

    /**
     * What stands behind {@code with} before a query of the dimension's sightings: each staging object beneath them.
     *
     * @throws NotInPlace if no fact holds the rows of one that reads the zones
     */
    String staging(SqlObject dimension) throws SQLException {
        Map<String, String> queries = new LinkedHashMap<>();
        collect(objects.get(dimension.inputs().get(0)), dimension, queries);
        return queries.entrySet().stream()
                .map(query -> Database.quoted(query.getKey()) + " as not materialized (" + query.getValue() + ")")
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
    }

    private void collect(SqlObject staging, SqlObject dimension, Map<String, String> queries) throws SQLException {
        Optional<SqlObject> fact = excerpt(staging);
        if (fact.isPresent()) {
            queries.put(staging.name(), rows(fact.get(), dimension));
            return;
        }
        if (!staging.zones().isEmpty()) {
            throw new NotInPlace(
                    dimension.file() + " cannot be folded from the facts: none of them takes its columns from "
                            + staging.file() + " as they are");
        }
        for (String input : staging.inputs()) {
            collect(objects.get(input), dimension, queries);
        }
        queries.put(staging.name(), staging.query());
    }

    /** The fact that takes most columns of it. */
    private Optional<SqlObject> excerpt(SqlObject staging) throws SQLException {
        SqlObject widest = null;
        int columns = 0;
        for (SqlObject object : objects.values()) {
            if (object.kind() == Kind.FACT
                    && object.isExcerpt()
                    && object.inputs().contains(staging.name())) {
                int width = columns(object).size();
                if (width > columns) {
                    widest = object;
                    columns = width;
                }
            }
        }
        return Optional.ofNullable(widest);
    }

    private Collection<String> columns(SqlObject table) throws SQLException {
        return Columns.of(Database.quoted(table.name()), database).names();
    }

    /** A natural key that the fact does not have is that of its surrogate. */
    private String rows(SqlObject fact, SqlObject dimension) throws SQLException {
        List<String> columns = List.copyOf(columns(fact));
        Map<String, String> words = new HashMap<>();
        words.put("columns", Columns.list(columns));
        words.put("fact", Database.quoted(fact.name()));
        words.put("held", EngineTables.held(fact));
        words.put("part", EngineTables.part(dimension));
        String rows = Database.fill("""
                select {columns} from main.{fact} where _run is not distinct from getvariable('run')
                union all
                select {columns} from {held} where _run is not distinct from getvariable('run')
                """, words);
        List<String> surrogate = Surrogates.words(dimension);
        if (surrogate.size() == 2 && columns.contains(surrogate.get(0)) && !columns.contains(surrogate.get(1))) {
            words.put("rows", rows);
            words.put("number", Database.quoted(surrogate.get(0)));
            words.put("natural", Database.quoted(surrogate.get(1)));
            return Database.fill("""
                    select * from ({rows})
                    join (
                        select distinct {number}, {natural} from {part}
                        where _run is not distinct from getvariable('run')
                    ) using ({number})
                    """, words);
        }
        return rows;
    }

    /** @throws NotInPlace if the query asks for what the facts do not have */
    void tryOut(String query, SqlObject dimension) {
        try {
            database.run("describe " + query);
        } catch (SQLException e) {
            throw new NotInPlace(dimension.file() + " cannot be folded from the facts: " + e.getMessage(), e);
        }
    }
}
