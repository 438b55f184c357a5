package io.millrace.duckdb.sql;

import io.millrace.contract.Field;
import io.millrace.contract.Mask;
import io.millrace.contract.Type;

/** Tokens and masked text in SQL. The key never stands in it: it comes in variables. */
final class MaskSql {

    /** The key as HMAC wants it, filled up to a block and mixed with its two paddings. */
    static final String INNER = "millrace_hmac_inner";

    static final String OUTER = "millrace_hmac_outer";
    static final String KEY_ID = "millrace_key_id";

    private static final int TOKEN_DIGITS = 32;

    private MaskSql() {}

    /** Whether SQL spells the values of such a field as the row engine does before it hashes them. */
    static boolean spells(Field field) {
        Type type = field.type();
        return type instanceof Type.Text
                || type instanceof Type.Int
                || type instanceof Type.Bigint
                || type instanceof Type.Bool;
    }

    /** HMAC-SHA-256 over the domain, a zero and the value. */
    static String token(Field field, String column) {
        Mask mask = field.mask().orElseThrow();
        String value = field.type() instanceof Type.Text ? column : column + "::varchar";
        String message = "encode(" + Sql.text(mask.domain()) + ") || '\\x00'::blob || encode(" + value + ")";
        String inner = "unhex(sha256(getvariable('" + INNER + "')::blob || " + message + "))";
        return "getvariable('" + KEY_ID + "')::varchar || ':' || substring(sha256(getvariable('" + OUTER
                + "')::blob || " + inner + "), 1, " + TOKEN_DIGITS + ")";
    }

    static String masked(Field field, String column) {
        int shown = field.mask().orElseThrow().showLast();
        if (shown == 0 || !(field.type() instanceof Type.Text)) {
            return "case when " + column + " is not null then '****' end";
        }
        return "case when length(" + column + ") >= " + 2 * shown + " then '****' || right(" + column + ", " + shown
                + ") when " + column + " is not null then '****' end";
    }
}
