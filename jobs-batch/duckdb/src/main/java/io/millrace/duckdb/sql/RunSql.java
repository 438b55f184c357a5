package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe.Keep;
import io.millrace.contract.Type;
import io.millrace.contract.time.Dates;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of a run, in the order in which they are carried out. A record is known by its number {@code _seq} in
 * the order of 6.1; the table {@code place} says where each stood.
 */
public final class RunSql {

    private static final String HELD_COLUMNS = "_seq bigint, _source varchar, _split varchar, _offset bigint";

    /** Such a join spills, as {@code not in} does not. */
    private static final String IS_KEPT =
            "not exists (select 1 from turned_away where turned_away._seq = candidate._seq)";

    private final Plan plan;
    private final Contract contract;
    private final JudgeSql judge;
    private final LinesSql lines;

    public RunSql(Plan plan, LinesSql lines) {
        this.plan = plan;
        this.lines = lines;
        contract = plan.contract();
        judge = new JudgeSql(plan);
    }

    /** Tables for what DuckDB judges, for what the row engine says of the others, and for positions; all in memory. */
    public List<String> tables() {
        String columns = plan.columns().stream()
                .map(column -> "    " + Sql.name(column.name()) + " " + stored(column.type()))
                .collect(Collectors.joining(",\n"));
        return List.of(
                "create table judged (\n    _plain boolean,\n    _day date,\n" + columns + "\n)",
                "create table routed (\n    _seq bigint,\n    _day date,\n" + columns + "\n)",
                "create table sampled (\n    _seq bigint,\n    _day date,\n" + columns + "\n)",
                "create table place (\n    _from bigint,\n    _source varchar,\n    _split varchar,\n"
                        + "    _source_time timestamptz,\n    _folder varchar,\n    _shift bigint"
                        + lines.placeColumns()
                        + "\n)",
                "create table too_large (_seq bigint)");
    }

    /** Judges the lines of a file, appending to what was judged before. */
    public String judge(String path, String compression, long longestLine) {
        return "insert into judged\n" + judge.sql(lines.query(path, compression, longestLine), List.of());
    }

    /** The numbers of plain records, one of each so many, that the row engine judges as well. */
    public String samples(int every) {
        return "select min(rowid)\nfrom judged\nwhere _plain\ngroup by rowid // " + every + "\norder by 1";
    }

    /** How many of the records that both judged are not the same. */
    public String differences() {
        String same = plan.columns().stream()
                .map(column -> Sql.name(column.name()))
                .map(name -> "judged." + name + " is not distinct from sampled." + name)
                .collect(Collectors.joining("\n    and "));
        return "select count(*)\nfrom sampled\nleft join judged on judged.rowid = sampled._seq\nwhere not coalesce("
                + "judged._day = sampled._day\n    and " + same + ", false)";
    }

    /** In place of what DuckDB judged: so many records of which nothing is known. */
    public List<String> undecided(long records) {
        String nothing = plan.columns().stream()
                .map(column -> Defaults.orAbsent(column, "null::" + stored(column.type())))
                .collect(Collectors.joining(", "));
        return List.of(
                "drop table judged",
                tables().get(0),
                "delete from routed",
                "delete from sampled",
                "insert into judged select false, null, " + nothing + " from range(" + records + ")");
    }

    /** Leaves to the row engine what is longer than allowed only by the white space around it. */
    public String tooLarge() {
        return "update judged\nset _plain = false\nwhere _plain and rowid in (select _seq from too_large)";
    }

    /** The valid records of both engines. */
    public String candidates() {
        String columns =
                plan.columns().stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        return "create view candidate as\nselect " + lines.numberOfJudged() + " as _seq, _day, " + columns + "\nfrom "
                + lines.judged() + "\nwhere _plain\nunion all\nselect _seq, _day, " + columns + "\nfrom routed";
    }

    /**
     * Rows that the lake holds already whose key comes again; numbered so that all of them come before any candidate.
     *
     * @param sources the names of the input files, when the input is files
     */
    public List<String> held(List<String> files, List<String> sources) {
        if (files.isEmpty()) {
            return List.of("create table held (" + HELD_COLUMNS + ")");
        }
        String read = "from read_parquet([" + Sql.texts(files)
                + "], union_by_name = true, hive_partitioning = false) as row\nwhere hash(" + keys()
                + ") in (select hash(" + keys() + ") from candidate)\n    and " + lines.isElsewhere(sources);
        return List.of("create table held as\nselect\n    -row_number() over (order by _source_time desc, "
                + "encode(_source) desc, try_cast(_split as bigint) desc, _offset desc) as _seq,\n    _source, _split, "
                + "_offset, " + keys() + order(", ") + ",\n    hash(" + content() + ") as _content\n" + read);
    }

    /** Keys that more than one record has, by their hash: a repeat is among them, and little else. */
    public String repeated(boolean anyHeld) {
        String held = anyHeld ? "\n    union all\n    select hash(" + keys() + ") as _hash from held" : "";
        return "create table repeated as\nselect _hash\nfrom (\n    select hash(" + keys() + ") as _hash from candidate"
                + held + "\n)\ngroup by _hash\nhaving count(*) > 1";
    }

    /** The valid records that are not clean, beside the record of their key that was kept. */
    public String turnedAway(boolean anyHeld) {
        String held =
                anyHeld ? "\n    union all\n    select _seq, " + keys() + order(", ") + ", _content from held" : "";
        String entry = "create table turned_away as\nwith entry as (\n    select _seq, " + keys() + order(", ")
                + ", hash(" + content() + ") as _content\n    from candidate\n    where hash(" + keys()
                + ") in (select _hash from repeated)" + held + "\n),\n";
        return entry + (contract.dedupe().keep() == Keep.FIRST ? first() : last());
    }

    /** By groups and a join, which spill; a window would hold all records of a key at once. */
    private String first() {
        return "kept as (\n    select " + keys()
                + ", min(_seq) as _of, arg_min(_content, _seq) as _kept\n    from entry\n"
                + "    group by " + keys() + "\n)\n"
                + "select _seq, _of, 'DUPLICATE' as _code, _content <> _kept as _differs\n"
                + "from entry\njoin kept using (" + keys() + ")\nwhere _seq <> _of and _seq >= 0";
    }

    private String last() {
        String earlier =
                "over (partition by " + keys() + " order by _seq rows between unbounded preceding and 1 preceding)";
        String order = order("");
        return "beside as (\n    select *, max(" + order + ") " + earlier + " as _newest from entry\n),\n"
                + "settled as (\n    select *, _newest is null or " + order
                + " > _newest as _is_clean from beside\n),\n"
                + "placed as (\n    select *, max(case when _is_clean then _seq end) " + earlier
                + " as _of from settled\n)\n"
                + "select repeat._seq, repeat._of,\n    case when repeat." + order
                + " = repeat._newest then 'DUPLICATE' else 'STALE' end as _code,\n    repeat." + order
                + " = repeat._newest and repeat._content <> kept._content as _differs\n"
                + "from placed as repeat\njoin entry as kept on kept._seq = repeat._of\n"
                + "where not repeat._is_clean and repeat._seq >= 0";
    }

    /** The days that have valid records. */
    public String days() {
        return "select distinct _day\nfrom candidate\norder by _day";
    }

    /** How many places there are. */
    public String places() {
        return "select count(*)\nfrom place";
    }

    /** Writes the clean rows of a day. */
    public String clean(int day, long places, String file) {
        return "copy (\n" + rows("", "where _day = date '" + Dates.text(day) + "' and", places) + "\n) to "
                + Sql.text(file) + " (format parquet, compression zstd, write_bloom_filter false)";
    }

    /** Writes the clean rows of all days, each to its folder. */
    String cleanByDay(long places, String folder) {
        return "copy (\n" + rows(",\n    row._day as dt", "where", places) + "\n) to " + Sql.text(folder)
                + " (format parquet, compression zstd, partition_by (dt))";
    }

    private String rows(String more, String where, long places) {
        String columns = plan.columns().stream()
                .map(column -> "    " + written(column) + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(",\n"));
        return "select\n" + columns + ",\n    place._source,\n    place._split,\n"
                + "    row._seq - place._shift as _offset,\n    place._source_time,\n    " + Sql.text(contract.id())
                + " as _contract" + more + "\nfrom (\n    select *\n    from candidate\n    " + where
                + " " + IS_KEPT + "\n) as row\n"
                + lines.joined("", "row._seq", places);
    }

    /** The folders of raw and error, and the lowest and highest number of a place in each. */
    public String folders() {
        return "select _folder, min(_from), max(_from)\nfrom place\ngroup by _folder\norder by 2";
    }

    /** Writes the error lines of the valid records of a folder that are not clean, of those with these numbers. */
    public String repeats(String folder, long from, long to, long places, String file) {
        String fields = plan.columns().stream()
                .filter(column -> column.part() == Column.Part.VALUE || column.part() == Column.Part.MASKED)
                .map(RunSql::shown)
                .collect(Collectors.joining(",\n        "));
        return "copy (\nwith repeat as (\n    select turned_away.*, candidate.* exclude (_seq)\n    from turned_away\n"
                + "    join candidate on candidate._seq = turned_away._seq\n    where turned_away._seq between " + from
                + " and " + to + "\n        and candidate._seq between " + from + " and " + to + "\n),\n"
                + "placed as (\n    select repeat.*, place._source, place._split, place._source_time, repeat._seq - "
                + "place._shift as _offset\n    from repeat\n    " + lines.joined("", "repeat._seq", places)
                + "\n    where place._folder = " + Sql.text(folder) + "\n),\n"
                + "kept as (\n    select placed.*,\n        coalesce(held._source, place._source) as _of_source,\n"
                + "        coalesce(held._split, place._split) as _of_split,\n"
                + "        coalesce(held._offset, placed._of - place._shift) as _of_offset\n    from placed\n"
                + "    " + lines.joined("left ", "placed._of", places) + "\n"
                + "    left join held on held._seq = placed._of\n)\n"
                + "select '{\"_source\":' || to_json(_source)::varchar || ',\"_split\":' || to_json(_split)::varchar"
                + " || ',\"_offset\":' || _offset"
                + " || ',\"_source_time\":\"' || " + instant("_source_time") + "\n"
                + "    || '\",\"kind\":\"duplicate\",\"violations\":[{\"code\":\"' || _code"
                + " || '\",\"field\":null,\"rule\":null,\"message\":'\n"
                + "    || to_json(case _code when 'STALE' then 'older than the record of the same key at '"
                + " else 'same key as the record at ' end\n"
                + "        || _of_source || '/' || _of_split || '/' || _of_offset)::varchar\n"
                + "    || '}],\"duplicate_of\":{\"_source\":' || to_json(_of_source)::varchar || ',\"_split\":'"
                + " || to_json(_of_split)::varchar || ',\"_offset\":' || _of_offset\n"
                + "    || '},\"contract\":' || to_json(" + Sql.text(contract.id()) + ")::varchar || ',\"fields\":{'"
                + " || concat_ws(',',\n        " + fields
                + ")\n    || '},\"unknown\":[]}'\nfrom kept\norder by _seq\n) to "
                + Sql.text(file)
                + " (format csv, header false, delim e'\\x01', quote e'\\x02', escape e'\\x02', compression none)";
    }

    private static String shown(Column column) {
        String name = Sql.name(column.name());
        Type type = column.type();
        String value = name + "::varchar";
        if (type instanceof Type.Text || type instanceof Type.Json) {
            value = "to_json(" + name + ")::varchar";
        } else if (type instanceof Type.Date) {
            value = "'\"' || " + name + "::varchar || '\"'";
        } else if (type instanceof Type.Timestamp) {
            value = "'\"' || " + instant(name) + " || '\"'";
        }
        return Sql.text("\"" + column.field() + "\":") + " || " + value;
    }

    private static String instant(String column) {
        return "strftime(timezone('UTC', " + column + "), '%Y-%m-%dT%H:%M:%S.%fZ')";
    }

    /** A required column must be seen to hold no null, an optional one must not: DuckDB writes the schema by it. */
    private static String written(Column column) {
        String name = "row." + Sql.name(column.name());
        return column.required() ? name : "case when row._seq >= 0 then " + name + " end";
    }

    static String stored(Type type) {
        return type instanceof Type.Timestamp ? "timestamptz" : FieldSql.type(type);
    }

    private String keys() {
        return contract.key().stream().map(this::keyColumn).collect(Collectors.joining(", "));
    }

    /** A masked key field is told by its token. */
    private String keyColumn(String field) {
        return plan.columns().stream()
                .filter(column -> field.equals(column.field()) && column.part() != Column.Part.MASKED)
                .map(column -> Sql.name(column.name()))
                .findFirst()
                .orElseThrow();
    }

    private String order(String before) {
        return contract.dedupe()
                .orderBy()
                .filter(field -> contract.dedupe().keep() == Keep.LAST)
                .map(field -> before + Sql.name(field))
                .orElse("");
    }

    private String content() {
        return plan.columns().stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
    }
}
