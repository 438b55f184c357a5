package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the rows of a table within a scope equal to given ones, and leaves alone those that are equal already. */
final class RowReplacement {

    private final Database database;
    private final Map<String, String> words = new HashMap<>();

    /**
     * @param next the rows that shall stand
     * @param scope which rows of the table are meant
     * @param stamp further values of a new row, each with a comma before it
     */
    RowReplacement(Database database, String table, String next, String scope, List<String> data, String stamp) {
        this.database = database;
        words.put("table", table);
        words.put("next", next);
        words.put("scope", scope);
        words.put("same", Columns.same(data, "standing", "coming"));
        words.put("data", Columns.list(data));
        words.put("stamp", stamp);
    }

    /** Says in {@code model_gone} and {@code model_came} which rows are to go and to come. */
    void find() throws SQLException {
        database.run("""
                create or replace temp table model_gone as
                select standing.*
                from (select rowid as place, * from {table} where {scope}) as standing
                anti join {next} as coming on {same}
                """, words);
        database.run("""
                create or replace temp table model_came as
                select {data} from {next} as coming
                anti join (select * from {table} where {scope}) as standing on {same}
                """, words);
    }

    /** Lets them go and come. */
    void apply() throws SQLException {
        database.run("delete from {table} where rowid in (select place from model_gone)", words);
        database.run("insert into {table} by name select * {stamp} from model_came", words);
    }
}
