package io.millrace.duckdb.sql;

import io.millrace.pipeline.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as a script for the duckdb shell: what a run has DuckDB do with one file, without the row engine. The records
 * that SQL leaves undecided are listed, not judged.
 */
public final class PlanScript {

    private static final long LONGEST_LINE = 16L << 20;

    private PlanScript() {}

    /** The script for a plain file; clean rows go to folders of the output by day. */
    public static String of(Plan plan, String input, String output) {
        RunSql sql = new RunSql(plan, LinesSql.OF_FILES);
        List<String> parts = new ArrayList<>();
        parts.add("-- " + plan.contract().id() + ": lines that SQL proves to be plain and valid, one of each key.\n"
                + "-- All other lines are for the row engine: they are counted at the end.\nset timezone = 'UTC'");
        parts.add("attach if not exists ':memory:' as millrace");
        parts.add("use millrace");
        if (plan.contract().masksFields()) {
            parts.add(
                    "-- Tokens are made with the empty key here. HMAC-SHA-256 mixes the key, filled up with zeros to\n"
                            + "-- 64 bytes, with 0x36 and with 0x5c.\nset variable " + MaskSql.INNER
                            + " = unhex(repeat('36', 64))");
            parts.add("set variable " + MaskSql.OUTER + " = unhex(repeat('5c', 64))");
            parts.add("set variable " + MaskSql.KEY_ID + " = 'empty'");
        }
        parts.addAll(sql.tables());
        parts.add(sql.judge(input, "none", LONGEST_LINE));
        parts.add("-- Where the records stand, were no line of the file empty.\ninsert into place\nvalues (0, "
                + Sql.text(input) + ", '-', timestamptz '1970-01-01 00:00:00+00', 'dt=1970-01-01', -1)");
        parts.add(sql.candidates());
        parts.addAll(sql.held(List.of(), List.of()));
        parts.add(sql.repeated(false));
        parts.add(sql.turnedAway(false));
        parts.add(sql.cleanByDay(1, output));
        parts.add(
                "select\n    (select count(*) from judged) as read,\n    (select count(*) from judged where not _plain)"
                        + " as for_the_row_engine,\n    (select count(*) from turned_away) as duplicate");
        return String.join(";\n\n", parts) + ";\n";
    }
}
