package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The piece of a line that holds a field: its name, its value and, when it is the first or the last, a brace. Members
 * usually come in the order of the contract; optional ones may be left out.
 */
final class PieceSql {

    /** The pieces of a line. */
    static final String PIECES = "_pieces";

    private final Field field;
    private final String column;
    private final int from;
    private final int to;
    private final boolean mayBeLast;

    /** The piece of the field that the contract lists at {@code index}. */
    PieceSql(Contract contract, int index) {
        List<Field> fields = contract.fields();
        field = fields.get(index);
        column = Sql.name(field.name());
        to = index + 1;
        from = to
                - (int) fields.subList(0, index).stream()
                        .filter(earlier -> !earlier.required())
                        .count();
        mayBeLast = fields.subList(to, fields.size()).stream().noneMatch(Field::required);
    }

    boolean mayBeLast() {
        return mayBeLast;
    }

    /** The piece; what stands where a required field has its only place is not looked at yet. */
    String found() {
        if (field.required() && from == to) {
            return PIECES + "[" + to + "]";
        }
        StringBuilder cases = new StringBuilder("case");
        for (int at = to; at >= from; at--) {
            String piece = PIECES + "[" + at + "]";
            cases.append(" when starts_with(" + piece + ", " + Sql.text(head(at)) + ") then " + piece);
        }
        return cases + " end";
    }

    /** The group of a pattern (RE2) that the JSON value must match; null where it does not, or is empty. */
    String taken(String pattern) {
        return "nullif(" + extracted(column, pattern) + ", '')";
    }

    /** The JSON value, whatever it is, of the piece in this column. */
    String value(String piece) {
        return extracted(piece, "(.*?)");
    }

    private String extracted(String piece, String pattern) {
        String brace = from > 1 ? "" : to == 1 ? "\\{\"" : "(?:\\{\")?";
        String whole = "^" + brace + field.name() + "\":" + pattern + (mayBeLast ? "\\}?$" : "$");
        return "regexp_extract(" + piece + ", " + Sql.text(whole) + ", 1)";
    }

    /** Whether the JSON value is spelled like one of these. */
    String isOneOf(List<String> values) {
        List<String> pieces = new ArrayList<>();
        for (int at : from == 1 && to > 1 ? new int[] {1, to} : new int[] {to}) {
            for (String value : values) {
                pieces.add(head(at) + value);
                if (mayBeLast) {
                    pieces.add(head(at) + value + "}");
                }
            }
        }
        return pieces.size() == 1
                ? column + " = " + Sql.text(pieces.get(0))
                : column + " in (" + pieces.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
    }

    private String head(int at) {
        return (at == 1 ? "{\"" : "") + field.name() + "\":";
    }
}
