package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    private static final String COUNT = "_count";
    private static final String WHOLE = "_whole";

    private final Plan plan;
    private final List<FieldSql> fields;

    public JudgeSql(Plan plan) {
        this.plan = plan;
        Contract contract = plan.contract();
        fields = IntStream.range(0, contract.fields().size())
                .mapToObj(index -> new FieldSql(contract, index))
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
                + "taken as (\n" + select(kept, taken()) + "\n    from found\n),\n"
                + "remaining as (\n" + select(kept, remaining()) + "\n    from taken\n),\n"
                + "standard as (\n" + select(kept, standard()) + "\n    from remaining\n),\n"
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
                "string_split(" + LINE + ", ',\"') as " + PieceSql.PIECES,
                "len(" + PieceSql.PIECES + ") as " + COUNT,
                "strlen(" + LINE + ") <= " + plan.contract().source().maxBytes() + " and ends_with(" + LINE
                        + ", '}') as " + WHOLE);
    }

    private List<String> found() {
        List<String> columns = new ArrayList<>(List.of(WHOLE, COUNT));
        fields.forEach(field -> columns.add(as(field.piece().found(), field.column())));
        return columns;
    }

    private List<String> taken() {
        List<String> columns = new ArrayList<>();
        columns.add(whole() + " as " + WHOLE);
        for (FieldSql field : fields) {
            columns.add(as(field.taken(), field.column()));
            if (field.isText()) {
                columns.add(as(field.column(), field.leftColumn()));
            }
            if (field.isOptional()) {
                columns.add(as(field.missing(), field.absentColumn()));
            }
        }
        return columns;
    }

    /** Every piece is that of a field, and one that may be the last has the closing brace; required ones must have a value. */
    private String whole() {
        String optional = fields.stream()
                .filter(FieldSql::isOptional)
                .map(field -> " + (" + field.column() + " is not null)::bigint")
                .collect(Collectors.joining());
        String closed = fields.stream()
                .filter(field -> field.piece().mayBeLast())
                .map(field -> "coalesce(ends_with(" + field.column() + ", '}'), false)::bigint")
                .collect(Collectors.joining(" + "));
        long required = fields.stream().filter(field -> !field.isOptional()).count();
        return "coalesce(" + WHOLE + " and " + COUNT + " = " + required + optional + " and " + closed + " = 1, false)";
    }

    private List<String> remaining() {
        List<String> columns = passed();
        for (FieldSql field : fields) {
            columns.add(field.column());
            if (field.isText()) {
                columns.add(as(field.remaining(), field.leftColumn()));
            }
        }
        return columns;
    }

    private List<String> standard() {
        List<String> columns = passed();
        fields.forEach(field -> columns.add(field.isText() ? as(field.text(), field.column()) : field.column()));
        return columns;
    }

    /** What the steps in between have no part in. */
    private List<String> passed() {
        List<String> columns = new ArrayList<>();
        columns.add(WHOLE);
        fields.stream().filter(FieldSql::isOptional).forEach(field -> columns.add(field.absentColumn()));
        return columns;
    }

    private List<String> valued() {
        List<String> columns = new ArrayList<>();
        columns.add(WHOLE);
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
        conditions.add(WHOLE);
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
            // The micros are the same, and no calendar has to be asked for them.
            return "make_timestamptz(epoch_us(" + value + "))";
        }
        return value;
    }

    private static String as(String expression, String name) {
        return expression.equals(name) ? name : expression + " as " + name;
    }
}
