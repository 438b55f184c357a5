package io.millrace.finalizer.model;

import java.sql.SQLException;

/** The schema {@code model}: what the engine must remember between loads. */
final class EngineTables {

    private static final String[] TABLES = {"create schema if not exists model", """
        create table if not exists model.object (
            name varchar not null, kind varchar not null, own varchar not null, version varchar not null,
            built_at timestamp not null)
        """, """
        create table if not exists model.kept_key (
            dimension varchar not null, "natural" varchar not null, surrogate integer not null)
        """, """
        create table if not exists model.redelivered (
            fact varchar not null, dataset varchar, day integer not null, _run varchar, rows bigint not null)
        """, """
        create table if not exists main.restatement_journal (
            version bigint not null, restated_at timestamp not null, mart varchar not null, day date not null,
            key varchar not null, measure varchar not null, old varchar, new varchar, cause varchar not null,
            files varchar[], positions varchar, runs varchar[], replaced varchar[])
        """, """
        comment on table main.restatement_journal is 'one row per (version, mart, key, measure)
        Numbers of days that had been published as closed and were changed by a later load, with what changed them.'
        """};

    /** As staging reads it. */
    static final String KEPT_KEYS = "model.kept_key";

    /** Made last: where it is, the others are. */
    static final String JOURNAL = "restatement_journal";

    private static final String TEMPORARY = "model_";

    private EngineTables() {}

    static void create(Database database) throws SQLException {
        if (!database.hasTable(JOURNAL)) {
            for (String table : TABLES) {
                database.run(table);
            }
        }
        database.run("""
                create or replace temp table model_cause (
                    fact varchar, day integer, run varchar, source varchar, split varchar, first bigint, last bigint,
                    went boolean)
                """);
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

    /** Keys of a fact whose row has left in this load. */
    static String freed(SqlObject fact) {
        return "temp." + Database.quoted(TEMPORARY + "freed_" + fact.name());
    }

    /** Rows that this load brings to a fact. */
    static String coming(SqlObject fact) {
        return "temp." + Database.quoted(TEMPORARY + "coming_" + fact.name());
    }

    /** What each run alone knows of the rows of a dimension. */
    static String part(SqlObject dimension) {
        return "model." + Database.quoted("part_" + dimension.name());
    }

    /** The keys of a dimension whose rows this load may have changed. */
    static String changed(SqlObject dimension) {
        return Database.quoted(TEMPORARY + "changed_" + dimension.name());
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
