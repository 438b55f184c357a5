package io.millrace.duckdb.sql;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.Type.Timestamp;

/**
 * Patterns (RE2) of the JSON spellings whose value DuckDB's own casts are sure to read as the row engine does. Those that
 * have a group are written so that the next character always tells how to go on, which is how RE2 finds groups fast.
 */
final class Spelling {

    /** What stands between the quotes of a string without escapes: its value. */
    static final String PLAIN = "[^\"\\\\\\x00-\\x1f]*";

    static final String PLAIN_TEXT = '"' + PLAIN + '"';

    /** A string in which quotes, backslashes and slashes are escaped, and nothing else is. */
    static final String QUOTING_TEXT = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/])*\"";

    /** The same as plain text, of visible ASCII only: no standardizer but a change of case touches it. */
    static final String VISIBLE_TEXT = "\"[!#-\\[\\]-~]*\"";

    /** Any whole number of 18 digits, which fits a bigint. */
    private static final String WHOLE = "-?(?:0|[1-9][0-9]{0,17})";

    /** Numbers whose digits DuckDB's cast rounds to the nearest double as Java does. */
    private static final String REAL = "-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?";

    private static final String SCALAR = PLAIN_TEXT + "|" + REAL + "|true|false";
    private static final String DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?";

    /** More zeros at the end of a fraction are left to the row engine. */
    private static final int FURTHER_ZEROS = 9;

    private Spelling() {}

    /** The spellings of a type that is not text; in a group what has to be cast. */
    static String of(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return group(WHOLE);
        } else if (type instanceof Decimal decimal) {
            return group(decimal(decimal.precision() - decimal.scale(), decimal.scale()));
        } else if (type instanceof Type.Real) {
            return group(REAL);
        } else if (type instanceof Type.Bool) {
            return group("true|false");
        } else if (type instanceof Type.Date) {
            return '"' + group(DAY) + '"';
        } else if (type instanceof Timestamp timestamp) {
            String text = DAY + "[Tt ]" + TIME;
            return timestamp.unit().isPresent() ? group('"' + text + "[Zz]\"|" + WHOLE) : '"' + group(text) + "[Zz]\"";
        }
        return group(SCALAR);
    }

    static String group(String pattern) {
        return "(" + pattern + ")";
    }

    private static String decimal(int wholeDigits, int fractionDigits) {
        String whole = wholeDigits == 0 ? "0" : "(?:0|[1-9][0-9]{0," + (wholeDigits - 1) + "})";
        String fraction = "0{0," + FURTHER_ZEROS + "}";
        for (int digit = 1; digit < fractionDigits; digit++) {
            fraction = "(?:[0-9]" + fraction + ")?";
        }
        return "-?" + whole + "(?:\\." + (fractionDigits == 0 ? "0" : "[0-9]") + fraction + ")?";
    }
}
