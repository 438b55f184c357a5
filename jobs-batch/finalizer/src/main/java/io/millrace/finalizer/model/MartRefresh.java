package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Computes a mart again: for the days that its facts touched, or as a whole when it is new, changed, or has no day. Rows
 * that come out as they stand are left alone.
 */
final class MartRefresh {

    private static final String EVERYTHING = "true";

    private final Database database;
    private final Scopes scopes;
    private final Journal journal;
    private final String asOf;

    MartRefresh(Database database, Scopes scopes, Journal journal, long version) {
        this.database = database;
        this.scopes = scopes;
        this.journal = journal;
        this.asOf = ", " + version + "::bigint as as_of";
    }

    /** Brings a mart that was built with the SQL of now in line with its facts. */
    void touched(SqlObject mart) throws SQLException {
        if (mart.day().isEmpty()) {
            next(mart, mart.query(), EVERYTHING);
            replace(mart, EVERYTHING);
        } else if (!scopes.days(mart).isEmpty()) {
            List<String> days = scopes.days(mart);
            String scope = Scopes.onDays(mart, days);
            next(mart, scopes.onDays(mart.query(), mart.inputs(), days), scope);
            RowReplacement rows = replacement(mart, scope);
            rows.find();
            journal.note(mart, days);
            rows.apply();
        }
    }

    /** Computes a mart as a whole that was built with other SQL, or never. */
    void anew(SqlObject mart, String cause) throws SQLException {
        String query = mart.day().isPresent() ? scopes.onAllDays(mart.query(), mart.inputs()) : mart.query();
        next(mart, query, EVERYTHING);
        String table = Database.quoted(mart.name());
        boolean isThere = database.hasTable(mart.name());
        if (isThere && Columns.of(table, database).equals(Columns.of(shape(), database))) {
            RowReplacement rows = replacement(mart, EVERYTHING);
            rows.find();
            journal.note(mart, cause);
            rows.apply();
            return;
        }
        if (isThere) {
            database.run("create or replace temp table model_gone as from " + table);
            database.run("create or replace temp table model_came as from model_next");
            journal.note(mart, cause);
        }
        database.run("create or replace table " + table + " as from " + shape());
    }

    /** The coming rows with all columns of the mart. */
    private String shape() {
        return "(select * " + asOf + " from model_next)";
    }

    private void next(SqlObject mart, String query, String scope) throws SQLException {
        database.run("create or replace temp table model_next as select * from ({query})", Map.of("query", query));
        refuseOtherDays(mart, scope);
    }

    private void replace(SqlObject mart, String scope) throws SQLException {
        RowReplacement rows = replacement(mart, scope);
        rows.find();
        rows.apply();
    }

    private RowReplacement replacement(SqlObject mart, String scope) throws SQLException {
        String table = Database.quoted(mart.name());
        return new RowReplacement(
                database,
                table,
                "model_next",
                scope,
                Columns.of(table, database).data(),
                asOf);
    }

    private void refuseOtherDays(SqlObject mart, String scope) throws SQLException {
        long others =
                database.number("select count(*) from model_next where ({scope}) is not true", Map.of("scope", scope));
        if (others > 0) {
            throw new SQLException(mart.file() + ": has rows of other days than its facts; "
                    + "a mart with a day takes each row from the facts of that day alone");
        }
    }
}
