package io.millrace.duckdb.sql;

import io.millrace.contract.Field;
import io.millrace.contract.Standardizer;
import java.util.List;
import java.util.Optional;

/**
 * The standardized text of a JSON string as SQL; null when the string is not plain enough. A text that a standardizer
 * made absent is {@link #ABSENT} until the end.
 */
final class TextSql {

    /** A control character, which no plain text holds. */
    static final String ABSENT = "chr(1)";

    /** The code points of Unicode's White_Space that a plain text may hold. */
    private static final String SPACES =
            " \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private static final String SPACE_CLASS =
            "[ \\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}]";

    /**
     * Old and settled blocks: their composition has not changed since, and never may, so that DuckDB's Unicode and
     * Java's agree on it.
     */
    private static final String SETTLED = "[\\x01 -~\\x{80}-\\x{4ff}\\x{5d0}-\\x{5ea}\\x{620}-\\x{652}\\x{660}-\\x{669}"
            + "\\x{900}-\\x{963}\\x{966}-\\x{97f}\\x{e01}-\\x{e3a}\\x{e40}-\\x{e5b}\\x{1e00}-\\x{1fff}"
            + "\\x{2000}-\\x{205f}\\x{3000}-\\x{30ff}\\x{4e00}-\\x{9fa5}\\x{ac00}-\\x{d7a3}\\x{ff00}-\\x{ff5e}"
            + "\\x{1f300}-\\x{1f64f}\\x{20000}-\\x{2a6d6}]*";

    /** More values of an enum than so many are found faster by a hash. */
    private static final int SPELLED_OUT = 8;

    private static final String ASCII = "[\\x01 -~]*";

    private final Field field;
    private final Optional<String> pattern;
    private final List<String> plainValues;

    TextSql(Field field) {
        this.field = field;
        pattern = field.limits().pattern();
        plainValues = field.limits().allowed().stream().filter(TextSql::isPlain).toList();
    }

    /** Over the piece: a text that is allowed, and that nothing has to be done to; most are. */
    String taken(PieceSql piece) {
        if (pattern.filter(found -> !isShared(found)).isPresent()) {
            return "null::varchar";
        } else if (field.limits().allowed().isEmpty()) {
            return pattern.filter(this::leavesNothingToDo)
                    .map(found -> piece.taken(quoted(found)))
                    .orElseGet(() -> untouched(piece));
        }
        // No standardizer changes a value of its own enum.
        return pattern.isEmpty() && !plainValues.isEmpty() ? allowedValue(piece) : "null::varchar";
    }

    private String untouched(PieceSql piece) {
        String text = piece.taken(quoted(Untouched.by(field.standardizers())));
        return pattern.map(found -> "nullif(regexp_extract(" + text + ", " + Sql.text("^(?:" + found + ")$") + "), '')")
                .orElse(text);
    }

    private String allowedValue(PieceSql piece) {
        if (plainValues.size() > SPELLED_OUT) {
            List<String> values =
                    plainValues.stream().map(value -> '"' + value + '"').toList();
            return "case when " + piece.isOneOf(values) + " then " + piece.taken(quoted(Spelling.PLAIN)) + " end";
        }
        StringBuilder cases = new StringBuilder("case");
        for (String value : plainValues) {
            when(cases, piece.isOneOf(List.of('"' + value + '"')), Sql.text(value));
        }
        return cases + " end";
    }

    private static String quoted(String pattern) {
        return '"' + Spelling.group(pattern) + '"';
    }

    /** Over a column with the JSON value: the standardized text of any string that is plain enough. */
    String left(String value) {
        if (pattern.filter(found -> !isShared(found)).isPresent()) {
            return "null::varchar";
        }
        StringBuilder cases = new StringBuilder("case");
        String inside = value + "[2:-2]";
        if (!field.standardizers().isEmpty()) {
            when(cases, matches(value, Spelling.VISIBLE_TEXT), allowed(visible(inside)));
        }
        when(cases, matches(value, Spelling.PLAIN_TEXT), allowed(standardized(inside)));
        when(cases, matches(value, Spelling.QUOTING_TEXT), allowed(standardized(unescaped(inside))));
        return cases.append(" end").toString();
    }

    /** Whether RE2 and RE2/J mean the same by a pattern; tables of Unicode classes differ by release. */
    static boolean isShared(String pattern) {
        return !pattern.contains("\\p") && !pattern.contains("\\P") && !pattern.contains("\\C");
    }

    private String allowed(String text) {
        StringBuilder conditions = new StringBuilder();
        pattern.ifPresent(found -> and(conditions, matches(text, found)));
        if (!field.limits().allowed().isEmpty()) {
            and(conditions, text + " in (" + Sql.texts(field.limits().allowed()) + ")");
        }
        if (conditions.length() == 0) {
            return text;
        }
        String absent =
                field.standardizers().contains(Standardizer.EMPTY_TO_NULL) ? " or " + text + " = " + ABSENT : "";
        return "case when " + conditions + absent + " then " + text + " end";
    }

    static String matches(String text, String pattern) {
        return "regexp_full_match(" + text + ", " + Sql.text(pattern) + ")";
    }

    private static void when(StringBuilder cases, String condition, String value) {
        cases.append(" when ").append(condition).append(" then ").append(value);
    }

    private String visible(String inside) {
        String text = inside;
        for (Standardizer standardizer : field.standardizers()) {
            text = switch (standardizer) {
                case TRIM, STRIP_SPACES, COLLAPSE_SPACES, NFC -> text;
                case UPPER -> "upper(" + text + ")";
                case LOWER -> "lower(" + text + ")";
                case EMPTY_TO_NULL -> emptyToNull(text);
            };
        }
        return text;
    }

    /** Two backslashes are one: they hide behind a control character while what they might escape is looked for. */
    private static String unescaped(String inside) {
        String hidden = "replace(" + inside + ", '\\\\', chr(2))";
        return "replace(replace(replace(" + hidden + ", '\\\"', '\"'), '\\/', '/'), chr(2), '\\')";
    }

    private String standardized(String value) {
        String text = value;
        for (Standardizer standardizer : field.standardizers()) {
            text = switch (standardizer) {
                case TRIM -> trimmed(text);
                case STRIP_SPACES -> "regexp_replace(" + text + ", " + Sql.text(SPACE_CLASS) + ", '', 'g')";
                case COLLAPSE_SPACES ->
                    "trim(regexp_replace(" + text + ", " + Sql.text(SPACE_CLASS + "+") + ", ' ', 'g'), ' ')";
                case UPPER -> ifMatches(text, ASCII, "upper(" + text + ")");
                case LOWER -> ifMatches(text, ASCII, "lower(" + text + ")");
                case NFC -> ifMatches(text, SETTLED, "nfc_normalize(" + text + ")");
                case EMPTY_TO_NULL -> emptyToNull(text);
            };
        }
        return text;
    }

    private static String trimmed(String text) {
        return "trim(" + text + ", " + Sql.text(SPACES) + ")";
    }

    private static String ifMatches(String text, String pattern, String value) {
        return "case when " + matches(text, pattern) + " then " + value + " end";
    }

    private static String emptyToNull(String text) {
        return "case when " + text + " = '' then " + ABSENT + " else " + text + " end";
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(unit -> unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\');
    }

    /**
     * Whether every text that matches the pattern is plain and stays as it is under the field's standardizers: it can
     * hold nothing but the letters, digits and signs that stand in the pattern itself.
     */
    private boolean leavesNothingToDo(String pattern) {
        String rest = pattern.replace("A-Z", "Z")
                .replace("a-z", "z")
                .replace("0-9", "0")
                .replace("-]", "]");
        boolean simple = rest.chars()
                .allMatch(unit -> "{}[]()|*+?,:_/@#%&;=<>!".indexOf(unit) >= 0
                        || (unit < 128 && Character.isLetterOrDigit(unit)));
        boolean raises = field.standardizers().contains(Standardizer.UPPER)
                && rest.chars().anyMatch(Character::isLowerCase);
        boolean lowers = field.standardizers().contains(Standardizer.LOWER)
                && rest.chars().anyMatch(Character::isUpperCase);
        boolean mayVanish = field.standardizers().contains(Standardizer.EMPTY_TO_NULL);
        return simple && !raises && !lowers && !mayVanish;
    }

    /** The limits of length, in SQL over the column of the standardized text. */
    static String lengths(Field field, String column) {
        StringBuilder limits = new StringBuilder();
        field.limits().minLength().ifPresent(least -> and(limits, "length(" + column + ") >= " + least));
        field.limits().maxLength().ifPresent(most -> and(limits, "length(" + column + ") <= " + most));
        return limits.toString();
    }

    private static void and(StringBuilder limits, String condition) {
        limits.append(limits.length() == 0 ? "" : " and ").append(condition);
    }
}
