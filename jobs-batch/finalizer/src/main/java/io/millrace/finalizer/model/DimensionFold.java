package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a dimension. Its query folds sightings into rows, and a row is a sighting again: folding what is known with what
 * is new gives what folding everything gives. What each run knows is kept apart, so that a run can leave. Cost follows the
 * sightings and the rows that they meet. Until the dimension is built for the first time, each load writes down what it
 * brings beside what others of its run have brought: all of it is folded in the end.
 */
final class DimensionFold {

    private final Database database;
    private final SqlObject dimension;
    private final Map<String, String> words = new HashMap<>();
    private final boolean isBuilt;
    private boolean isTouched;

    /**
     * @param stands whether the table is there already
     * @param isBuilt whether somebody may read it
     */
    DimensionFold(Database database, SqlObject dimension, boolean stands, boolean isBuilt) throws SQLException {
        this.isBuilt = isBuilt;
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
        words.put("changed", EngineTables.changed(dimension));
        if (!stands) {
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
        foldShown();
        Surrogates surrogates = new Surrogates(database, dimension);
        if (surrogates.keep()) {
            staging.renumber(surrogates);
            foldAgain(surrogates.kept());
        }
        if (isBuilt) {
            know("model_next");
        } else {
            writeDown();
        }
    }

    /**
     * Forgets what the run knew from the rows that staging shows, which have left the facts; what the run has left there
     * says what it knows of their keys now.
     *
     * @throws NotInPlace if the facts do not say it
     */
    void leave(KeptRows kept) throws SQLException {
        isTouched = true;
        database.run("create or replace temp table model_fresh as select distinct {key} from {sightings}", words);
        String sightings = Database.fill(
                "with " + kept.staging(dimension)
                        + " select {columns} from {sightings} semi join model_fresh using ({key})",
                words);
        kept.tryOut(sightings, dimension);
        database.run("create or replace temp table model_known as " + sightings, words);
        database.run("create or replace temp table model_next as " + fold("select {columns} from model_known"), words);
        know("model_fresh");
    }

    /** Writes down what the run knows now of these keys. */
    private void know(String keys) throws SQLException {
        database.run("insert into {changed} select {key} from " + keys, words);
        database.run(
                "delete from {part} where _run is not distinct from getvariable('run') and ({key}) in (select ({key}) from "
                        + keys + ")",
                words);
        writeDown();
    }

    private void writeDown() throws SQLException {
        database.run(
                "insert into {part} by name select {columns}, getvariable('run')::varchar as _run from model_next",
                words);
    }

    /** Folds what staging shows with what the run knows of the same keys. */
    private void foldShown() throws SQLException {
        if (isBuilt) {
            database.run("create or replace temp table model_fresh as select distinct {key} from {sightings}", words);
            database.run("""
                    create or replace temp table model_known as
                    select {columns} from {part} semi join model_fresh using ({key})
                    where _run is not distinct from getvariable('run')
                    """, words);
        } else {
            database.run("create or replace temp table model_known as select {columns} from {part} limit 0", words);
        }
        boolean isKnown = database.number("select count(*) from model_known", words) > 0;
        database.run(
                "create or replace temp table model_next as "
                        + (isKnown
                                ? fold("select {columns} from temp.{sightings} union all "
                                        + "select {columns} from model_known")
                                : "select * from ({query})"),
                words);
    }

    /** Folds these rows anew, which staging shows otherwise than before. */
    private void foldAgain(String rows) throws SQLException {
        words.put("rows", rows);
        database.run("delete from model_next where {rows}", words);
        database.run(
                "insert into model_next by name "
                        + fold("select {columns} from temp.{sightings} where {rows} union all "
                                + "select {columns} from model_known where {rows}"),
                words);
    }

    /** Makes the rows of all keys of which anything is known. */
    void finishAll() throws SQLException {
        isTouched = true;
        database.run("create or replace temp table {changed} as select distinct {key} from {part}", words);
        finish();
    }

    /** Brings the rows of all keys that changed in line with what is known of them. */
    void finish() throws SQLException {
        if (!isTouched) {
            return;
        }
        database.run(
                "create or replace temp table model_known as select {columns} from {part} semi join {changed} using ({key})",
                words);
        database.run("delete from {dimension} where ({key}) in (select ({key}) from {changed})", words);
        String rest = "";
        if (isRowAlready()) {
            insertSingle();
            rest = "semi join model_several using ({key})";
        }
        database.run("insert into {dimension} by name " + fold("select {columns} from model_known " + rest), words);
    }

    /** Whether what is known of a key by one run alone is its row: the dimension has no column beyond its sightings'. */
    private boolean isRowAlready() throws SQLException {
        List<String> known = Columns.of(words.get("part"), database).names();
        return known.containsAll(Columns.of(words.get("dimension"), database).names());
    }

    private void insertSingle() throws SQLException {
        database.run(
                "create or replace temp table model_several as select {key} from model_known group by all having count(*) > 1",
                words);
        database.run(
                "insert into {dimension} by name select {columns} from model_known anti join model_several using ({key})",
                words);
    }

    /** What is folded is read as often as the query reads it, each time only the columns that are looked at. */
    private static String fold(String known) {
        return "with {sightings} as not materialized (" + known + ") select * from ({query})";
    }
}
