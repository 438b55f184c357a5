package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a dimension. Its query folds sightings into rows, and a row is a sighting again: folding what is known with what
 * is new gives what folding everything gives. What each run knows is kept apart, so that a run can leave.
 */
final class DimensionFold {

    private final Database database;
    private final SqlObject dimension;
    private final Map<String, String> words = new HashMap<>();
    private boolean isTouched;

    DimensionFold(Database database, SqlObject dimension) throws SQLException {
        this.database = database;
        this.dimension = dimension;
        String sightings = dimension.inputs().get(0);
        words.put("dimension", Database.quoted(dimension.name()));
        words.put("part", EngineTables.part(dimension));
        words.put("key", Columns.list(dimension.key()));
        words.put("sightings", Database.quoted(sightings));
        words.put("query", dimension.query());
        words.put(
                "columns",
                Columns.list(Columns.of(Database.quoted(sightings), database).names()));
        words.put("changed", Database.quoted("model_changed_" + dimension.name()));
        if (!database.hasTable(dimension.name())) {
            create();
        }
        database.run("create or replace temp table {changed} as select {key} from {dimension} limit 0", words);
    }

    private void create() throws SQLException {
        database.run("create table {dimension} as select * from ({query}) limit 0", words);
        database.run("create table {part} as select {columns}, null::varchar as _run from ({query}) limit 0", words);
    }

    /** Whether this load brought or took anything. */
    boolean isTouched() {
        return isTouched;
    }

    /** Forgets what these runs knew. */
    void remove(String runs) throws SQLException {
        isTouched = true;
        words.put("runs", runs);
        database.run("insert into {changed} select {key} from {part} where _run in ({runs})", words);
        database.run("delete from {part} where _run in ({runs})", words);
    }

    /** Takes in what staging shows. */
    void add(Staging staging) throws SQLException {
        isTouched = true;
        Surrogates surrogates = new Surrogates(database, dimension);
        database.run("create or replace temp table model_fresh as select {columns} from ({query})", words);
        if (surrogates.keep()) {
            staging.refresh();
        }
        database.run("insert into {changed} select {key} from model_fresh", words);
        database.run(
                fold(
                        "model_next",
                        "select {columns} from model_fresh union all "
                                + "select {columns} from {part} semi join model_fresh using ({key}) "
                                + "where _run is not distinct from getvariable('run')"),
                words);
        database.run("""
                delete from {part} where _run is not distinct from getvariable('run')
                    and ({key}) in (select ({key}) from model_fresh)
                """, words);
        database.run(
                "insert into {part} by name select {columns}, getvariable('run')::varchar as _run from model_next",
                words);
    }

    /** Brings the rows of all keys that changed in line with what is known of them. */
    void finish() throws SQLException {
        if (!isTouched) {
            return;
        }
        database.run(fold("model_next", "select {columns} from {part} semi join {changed} using ({key})"), words);
        List<String> data = Columns.of(words.get("dimension"), database).data();
        String scope = Database.fill("({key}) in (select ({key}) from {changed})", words);
        RowReplacement rows = new RowReplacement(database, words.get("dimension"), "model_next", scope, data, "");
        rows.find();
        rows.apply();
    }

    private static String fold(String into, String known) {
        return "create or replace temp table " + into + " as with {sightings} as (" + known
                + ") select * from ({query})";
    }
}
