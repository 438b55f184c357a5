package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes a mart again: for the days that its facts touched, or as a whole when it is new, changed, or has no day. */
final class MartRefresh {

    private static final String AS_OF = ", getvariable('load_timestamp') as as_of";

    private final Database database;
    private final Scopes scopes;

    MartRefresh(Database database, Scopes scopes) {
        this.database = database;
        this.scopes = scopes;
    }

    void run(SqlObject mart) throws SQLException {
        boolean known = mart.version().equals(EngineTables.version(mart, database));
        Map<String, String> words = new HashMap<>();
        words.put("mart", Database.quoted(mart.name()));
        words.put("query", mart.day().isPresent() ? scopes.onAllDays(mart.query(), mart.inputs()) : mart.query());
        words.put("as_of", AS_OF);
        String scope = "true";
        if (!known) {
            database.run("create or replace table {mart} as select * {as_of} from ({query}) limit 0", words);
        } else if (mart.day().isPresent()) {
            List<String> days = scopes.days(mart);
            if (days.isEmpty()) {
                return;
            }
            words.put("query", scopes.onDays(mart.query(), mart.inputs(), days));
            scope = Scopes.onDays(mart, days);
        }
        database.run("create or replace temp table model_next as select * from ({query})", words);
        refuseOtherDays(mart, scope);
        List<String> data = Columns.of(words.get("mart"), database).data();
        new RowReplacement(database, words.get("mart"), "model_next", scope, data, AS_OF).run();
        EngineTables.record(mart, database);
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
