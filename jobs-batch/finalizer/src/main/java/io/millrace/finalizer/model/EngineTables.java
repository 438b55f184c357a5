package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.Map;

/** The schema {@code model}: what the engine must remember between loads. */
final class EngineTables {

    private static final String[] TABLES = {
        "create schema if not exists model", """
        create table if not exists model.object (
            name varchar not null, kind varchar not null, version varchar not null, built_at timestamp not null)
        """, """
        create table if not exists model.kept_key (
            dimension varchar not null, "natural" varchar not null, surrogate integer not null)
        """, """
        create table if not exists model.redelivered (fact varchar not null, _run varchar, rows bigint not null)
        """,
    };

    private static final String TEMPORARY = "model_";

    private EngineTables() {}

    static void create(Database database) throws SQLException {
        for (String table : TABLES) {
            database.run(table);
        }
        database.run("create or replace temp table model_touched (fact varchar, day integer)");
    }

    /** Leaves the caller's connection as it was. */
    static void dropTemporary(Database database) throws SQLException {
        for (String table : database.column("select table_name from duckdb_tables() where temporary")) {
            if (table.startsWith(TEMPORARY)) {
                database.run("drop table temp." + Database.quoted(table));
            }
        }
    }

    /** Rows of a fact that lost their key to another row, and come back if that one leaves. */
    static String held(SqlObject fact) {
        return "model." + Database.quoted("held_" + fact.name());
    }

    /** What each run alone knows of the rows of a dimension. */
    static String part(SqlObject dimension) {
        return "model." + Database.quoted("part_" + dimension.name());
    }

    /** The version of an object's rows, or null if it was never built. */
    static String version(SqlObject object, Database database) throws SQLException {
        return database
                .column("select version from model.object where name = " + Database.literal(object.name()))
                .stream()
                .findFirst()
                .orElse(null);
    }

    static void record(SqlObject object, Database database) throws SQLException {
        Map<String, String> words = Map.of(
                "name", Database.literal(object.name()),
                "kind", Database.literal(object.kind().label()),
                "version", Database.literal(object.version()));
        database.run("delete from model.object where name = {name}", words);
        database.run(
                "insert into model.object values ({name}, {kind}, {version}, getvariable('load_timestamp'))", words);
    }
}
