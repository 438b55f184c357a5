package io.millrace.duckdb.sql;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.Type.Timestamp;

/** Patterns (RE2) of the JSON spellings whose value DuckDB's own casts are sure to read as the row engine does. */
final class Spelling {

    /** A string without escapes: what stands between the quotes is its value. */
    static final String PLAIN_TEXT = "\"[^\"\\\\\\x00-\\x1f]*\"";

    /** A string in which quotes, backslashes and slashes are escaped, and nothing else is. */
    static final String QUOTING_TEXT = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/])*\"";

    /** The same as plain text, of visible ASCII only: no standardizer but a change of case touches it. */
    static final String VISIBLE_TEXT = "\"[!#-\\[\\]-~]*\"";

    /** Any whole number of 18 digits, which fits a bigint. */
    static final String WHOLE = "-?(?:0|[1-9][0-9]{0,17})";

    /** Numbers whose digits DuckDB's cast rounds to the nearest double as Java does. */
    private static final String REAL = "-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?";

    private static final String SCALAR = PLAIN_TEXT + "|" + REAL + "|true|false";
    private static final String DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?";

    /** More zeros at the end of a fraction are left to the row engine. */
    private static final int FURTHER_ZEROS = 9;

    private Spelling() {}

    /** The spellings of a type that are not text, with the quotes of dates and timestamps. */
    static String of(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return WHOLE;
        } else if (type instanceof Decimal decimal) {
            return decimal(decimal.precision() - decimal.scale(), decimal.scale());
        } else if (type instanceof Type.Real) {
            return REAL;
        } else if (type instanceof Type.Bool) {
            return "true|false";
        } else if (type instanceof Type.Date) {
            return '"' + DAY + '"';
        } else if (type instanceof Timestamp timestamp) {
            String text = '"' + DAY + "[Tt ]" + TIME + "[Zz]\"";
            return timestamp.unit().isPresent() ? text + "|" + WHOLE : text;
        }
        return SCALAR;
    }

    private static String decimal(int wholeDigits, int fractionDigits) {
        String whole = wholeDigits == 0 ? "0" : "(?:0|[1-9][0-9]{0," + (wholeDigits - 1) + "})";
        String zeros = "0{0," + FURTHER_ZEROS + "}";
        String fraction =
                fractionDigits == 0 ? "(?:\\.0" + zeros + ")?" : "(?:\\.[0-9]{1," + fractionDigits + "}" + zeros + ")?";
        return "-?" + whole + fraction;
    }
}
