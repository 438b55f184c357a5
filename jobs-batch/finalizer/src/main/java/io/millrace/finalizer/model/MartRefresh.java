package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Computes a mart again: for the days that its facts touched, or as a whole when it is new, changed, or has no day. Rows
 * that come out as they stand are left alone.
 */
final class MartRefresh {

    private static final String AS_OF = ", getvariable('load_timestamp') as as_of";
    private static final String EVERYTHING = "true";

    private final Database database;
    private final Scopes scopes;

    MartRefresh(Database database, Scopes scopes) {
        this.database = database;
        this.scopes = scopes;
    }

    /** @param current whether the mart was built with the SQL of now */
    void run(SqlObject mart, boolean current) throws SQLException {
        boolean byDay = mart.day().isPresent();
        if (!current) {
            shape(mart);
            replace(mart, byDay ? scopes.onAllDays(mart.query(), mart.inputs()) : mart.query(), EVERYTHING);
        } else if (!byDay) {
            replace(mart, mart.query(), EVERYTHING);
        } else if (!scopes.days(mart).isEmpty()) {
            List<String> days = scopes.days(mart);
            replace(mart, scopes.onDays(mart.query(), mart.inputs(), days), Scopes.onDays(mart, days));
        }
    }

    /** Gives the mart the columns of its query; if it has them already, its rows stay, to be compared. */
    private void shape(SqlObject mart) throws SQLException {
        Map<String, String> words = Map.of(
                "mart",
                Database.quoted(mart.name()),
                "query",
                mart.day().isPresent() ? scopes.onAllDays(mart.query(), mart.inputs()) : mart.query(),
                "as_of",
                AS_OF);
        database.run("create or replace temp table model_shape as select * {as_of} from ({query}) limit 0", words);
        boolean fits = database.hasTable(mart.name())
                && Columns.of(words.get("mart"), database).equals(Columns.of("model_shape", database));
        if (!fits) {
            database.run("create or replace table {mart} as from model_shape", words);
        }
    }

    private void replace(SqlObject mart, String query, String scope) throws SQLException {
        String table = Database.quoted(mart.name());
        database.run("create or replace temp table model_next as select * from ({query})", Map.of("query", query));
        refuseOtherDays(mart, scope);
        List<String> data = Columns.of(table, database).data();
        new RowReplacement(database, table, "model_next", scope, data, AS_OF).run();
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
