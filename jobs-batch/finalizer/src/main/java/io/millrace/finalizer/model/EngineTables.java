package io.millrace.finalizer.model;

import java.sql.SQLException;

/** The schema {@code model}: what the engine must remember between loads. */
final class EngineTables {

    private static final String[] TABLES = {
        "create schema if not exists model", """
        create table if not exists model.object (
            name varchar not null, kind varchar not null, own varchar not null, version varchar not null,
            built_at timestamp not null)
        """, """
        create table if not exists model.kept_key (
            dimension varchar not null, "natural" varchar not null, surrogate integer not null)
        """, """
        create table if not exists model.redelivered (
            fact varchar not null, dataset varchar, day integer not null, _run varchar, rows bigint not null)
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

    /** Drops all that is kept of an object. */
    static void drop(String name, Kind kind, Database database) throws SQLException {
        String type = kind == Kind.VIEW ? "view " : "table ";
        if (kind.isTable() || kind == Kind.VIEW) {
            database.run("drop " + type + "if exists " + Database.quoted(name));
        }
        database.run("drop table if exists model." + Database.quoted("held_" + name));
        database.run("drop table if exists model." + Database.quoted("part_" + name));
        database.run("delete from model.redelivered where fact = " + Database.literal(name));
        database.run("delete from model.object where name = " + Database.literal(name));
    }
}
