package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The judging of lines as one query. A line is cut at what stands between two members; every piece must begin with the
 * name of a declared field, each field's at most once, and go on with one plain JSON value and nothing else; around all of
 * them stand the braces. Then the line is the pieces, and nothing about it is left to a parser's taste.
 */
public final class JudgeSql {

    /** Whether the row's columns are those of a clean record; the others say nothing. */
    public static final String PLAIN = "_plain";

    /** The day of the event. */
    public static final String DAY = "_day";

    private static final String LINE = "_line";
    private static final String PIECES = "_pieces";
    private static final String COUNT = "_count";
    private static final String FITS = "_fits";

    private final Plan plan;
    private final List<FieldSql> fields;

    public JudgeSql(Plan plan) {
        this.plan = plan;
        Contract contract = plan.contract();
        fields = contract.fields().stream()
                .map(field -> new FieldSql(contract, field))
                .toList();
    }

    /**
     * The query.
     *
     * @param lines a query of a text column {@code _line} and of what else is to be kept of each line
     * @param kept those further columns
     */
    public String sql(String lines, List<String> kept) {
        return "with line as (\n    " + lines + "\n),\n"
                + "member as (\n" + select(kept, pieces()) + "\n    from line\n),\n"
                + "found as (\n" + select(kept, found()) + "\n    from member\n),\n"
                + "standard as (\n" + select(kept, standard()) + "\n    from found\n),\n"
                + "valued as (\n" + select(kept, valued()) + "\n    from standard\n),\n"
                + "judged as (\n" + select(kept, judged()) + "\n    from valued\n)\n"
                + select(kept, columns()).replaceAll("(?m)^    ", "") + "\nfrom judged";
    }

    private static String select(List<String> kept, List<String> columns) {
        List<String> all = new ArrayList<>(kept);
        all.addAll(columns);
        return "    select\n" + all.stream().map(column -> "        " + column).collect(Collectors.joining(",\n"));
    }

    private List<String> pieces() {
        return List.of(
                "string_split(" + LINE + ", ',\"') as " + PIECES,
                "len(" + PIECES + ") as " + COUNT,
                "strlen(" + LINE + ") <= " + plan.contract().source().maxBytes() + " as " + FITS);
    }

    /** Members usually come in the order of the contract; optional ones may be left out. */
    private List<String> found() {
        List<String> columns = new ArrayList<>();
        columns.add(FITS);
        columns.add(COUNT);
        List<Field> declared = plan.contract().fields();
        int optional = 0;
        for (int index = 0; index < declared.size(); index++) {
            Field field = declared.get(index);
            List<Field> later = declared.subList(index + 1, declared.size());
            boolean mayBeLast = later.stream().noneMatch(Field::required);
            StringBuilder cases = new StringBuilder("case");
            for (int at = index + 1; at > index - optional; at--) {
                if (mayBeLast) {
                    cases.append(last(field.name(), at));
                }
                if (!later.isEmpty()) {
                    cases.append(inside(field.name(), at, mayBeLast));
                }
            }
            columns.add(cases + " end as " + Sql.name(field.name()));
            optional += field.required() ? 0 : 1;
        }
        return columns;
    }

    /** A piece that is the last must end with the brace that closes the object. */
    private static String last(String name, int at) {
        String head = head(name, at);
        String piece = PIECES + "[" + at + "]";
        return " when " + COUNT + " = " + at + " and " + begins(piece, head) + " and ends_with(" + piece
                + ", '}') then " + piece + "[" + (head.length() + 1) + ":-2]";
    }

    private static String inside(String name, int at, boolean mayBeLast) {
        String head = head(name, at);
        String piece = PIECES + "[" + at + "]";
        String further = mayBeLast ? COUNT + " > " + at + " and " : "";
        return " when " + further + begins(piece, head) + " then substring(" + piece + ", " + (head.length() + 1) + ")";
    }

    /** The first piece begins with the brace that opens the object. */
    private static String head(String name, int at) {
        return (at == 1 ? "{\"" : "") + name + "\":";
    }

    private static String begins(String piece, String head) {
        return "starts_with(" + piece + ", " + Sql.text(head) + ")";
    }

    private List<String> standard() {
        List<String> columns = new ArrayList<>();
        columns.add("coalesce(" + FITS + " and " + COUNT + " = "
                + fields.stream()
                        .map(field -> "(" + field.column() + " is not null)::bigint")
                        .collect(Collectors.joining(" + "))
                + ", false) as _whole");
        for (FieldSql field : fields) {
            columns.add(as(field.text(), field.column()));
            if (field.isOptional()) {
                columns.add("coalesce(" + field.column() + " = 'null', true) as " + field.absentColumn());
            }
        }
        return columns;
    }

    private List<String> valued() {
        List<String> columns = new ArrayList<>();
        columns.add("_whole");
        for (FieldSql field : fields) {
            columns.add(as(field.value(), field.column()));
            if (field.isOptional()) {
                columns.add(as(field.absent(), field.absentColumn()));
            }
        }
        return columns;
    }

    private List<String> judged() {
        List<String> conditions = new ArrayList<>();
        conditions.add("_whole");
        fields.forEach(field -> conditions.add(field.sound()));
        conditions.addAll(new RuleSql(plan.contract()).all());
        conditions.add("(" + EventDaySql.of(plan.contract()) + ") is not null");
        for (Field field : plan.contract().fields()) {
            if (field.mask().isPresent() && !MaskSql.spells(field)) {
                conditions.add(Sql.name(field.name()) + " is null");
            }
        }
        List<String> columns = new ArrayList<>();
        columns.add("(" + String.join("\n            and ", conditions) + ") as " + PLAIN);
        columns.add("(" + EventDaySql.of(plan.contract()) + ") as " + DAY);
        fields.forEach(field -> columns.add(field.column()));
        return columns;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        columns.add(PLAIN);
        columns.add(DAY);
        for (Column column : plan.columns()) {
            columns.add(as(column(column), Sql.name(column.name())));
        }
        return columns;
    }

    private String column(Column column) {
        if (column.part() == Column.Part.EXTRA) {
            return "null::varchar";
        }
        Field field = plan.contract().field(column.field());
        String value = Sql.name(field.name());
        String shown = switch (column.part()) {
            case TOKEN -> "case when " + PLAIN + " then " + MaskSql.token(field, value) + " end";
            case MASKED -> MaskSql.masked(field, value);
            case VALUE, EXTRA -> stored(field, value);
        };
        return Defaults.orAbsent(column, shown);
    }

    private static String stored(Field field, String value) {
        if (field.type() instanceof Type.Int) {
            return "case when " + PLAIN + " then " + value + "::integer end";
        } else if (field.type() instanceof Type.Timestamp) {
            return "timezone('UTC', " + value + ")";
        }
        return value;
    }

    private static String as(String expression, String name) {
        return expression.equals(name) ? name : expression + " as " + name;
    }
}
