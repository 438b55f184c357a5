package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The restatement journal: numbers of days that readers were given as closed and that a load changes, each with its old
 * and new value and what brought the change. A day is closed its end (UTC) plus the lateness of the mart; it was given as
 * closed if a version was published since then.
 */
final class Journal {

    private static final int NAMED_POSITIONS = 20;
    private static final Pattern DAY_FOLDER = Pattern.compile("(?:.*/)?dt=(\\d{4})-(\\d{2})-(\\d{2})/[^/]+");
    private static final String FILES = "files";

    private final Database database;
    private final Map<String, SqlObject> objects;
    private final Batch batch;
    /** What {@code model_reason} was made of, most often for several marts in turn. */
    private Map<String, String> reasoned = Map.of();

    Journal(Database database, Map<String, SqlObject> objects, Batch batch) {
        this.database = database;
        this.objects = objects;
        this.batch = batch;
    }

    /** Notes what becomes of the mart on these days because of the files and runs of the batch. */
    void note(SqlObject mart, List<String> days) throws SQLException {
        if (days.stream().mapToLong(Long::parseLong).anyMatch(day -> day <= lastClosed(mart))) {
            write(mart, FILES);
        }
    }

    /** Notes what becomes of the mart because it is built as a whole. */
    void note(SqlObject mart, String cause) throws SQLException {
        if (lastClosed(mart) > 0) {
            write(mart, cause);
        }
    }

    /** The last day (yyyymmdd) that was given as closed; 0 if none ever was. */
    private long lastClosed(SqlObject mart) {
        if (mart.day().isEmpty() || batch.published().isEmpty()) {
            return 0;
        }
        LocalDate day = LocalDateTime.ofInstant(batch.published().get().minus(mart.closes()), ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(1);
        return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
    }

    /** Compares {@code model_gone} with {@code model_came}, key by key. */
    private void write(SqlObject mart, String cause) throws SQLException {
        List<String> names = Columns.of("model_gone", database).names();
        List<String> coming = Columns.of("model_came", database).names();
        List<String> measures = coming.stream()
                .filter(names::contains)
                .filter(name -> !mart.key().contains(name) && !Columns.OF_THE_LOAD.contains(name))
                .toList();
        if (measures.isEmpty() || !names.containsAll(mart.key()) || !coming.containsAll(mart.key())) {
            return;
        }
        if (restated(mart, measures) == 0) {
            return;
        }
        Map<String, String> words = new HashMap<>();
        words.put("version", Long.toString(batch.version()));
        words.put("mart", Database.literal(mart.name()));
        words.put("cause", Database.literal(cause));
        words.put("named", Integer.toString(NAMED_POSITIONS));
        if (cause.equals(FILES)) {
            reasons(mart);
        } else {
            reasoned = Map.of();
            database.run("""
                    create or replace temp table model_reason as
                    select null::integer as day, null::varchar[] as files, null::varchar[] as positions,
                        null::varchar[] as runs, null::varchar[] as replaced
                    limit 0
                    """);
        }
        database.run("""
                insert into main.restatement_journal
                select {version}, getvariable('load_timestamp'), {mart},
                    make_date(restated.day // 10000, restated.day // 100 % 100, restated.day % 100),
                    restated.key, restated.measure, restated.old, restated.new, {cause}, reason.files,
                    array_to_string(reason.positions[:{named}], ', ')
                        || if(len(reason.positions) > {named}, ', …', ''),
                    reason.runs, reason.replaced
                from model_restated as restated
                left join model_reason as reason on reason.day = restated.day
                """, words);
    }

    private long restated(SqlObject mart, List<String> measures) throws SQLException {
        Map<String, String> words = new HashMap<>();
        words.put("day", mart.day().orElseThrow());
        words.put("last", Long.toString(lastClosed(mart)));
        words.put("keys", Columns.list(mart.key()));
        words.put(
                "key",
                mart.key().stream()
                        .map(name -> Database.quoted(name) + " := " + Database.quoted(name))
                        .collect(Collectors.joining(", ")));
        words.put(
                "values",
                measures.stream()
                        .map(name -> "gone.%1$s as %2$s, came.%1$s as %3$s"
                                .formatted(
                                        Database.quoted(name),
                                        Database.quoted("old " + name),
                                        Database.quoted("new " + name)))
                        .collect(Collectors.joining(", ")));
        words.put(
                "changes",
                measures.stream()
                        .map(name ->
                                "select day, key, %s as measure, %2$s::varchar as old, %3$s::varchar as new from both_sides where %2$s is distinct from %3$s"
                                        .formatted(
                                                Database.literal(name),
                                                Database.quoted("old " + name),
                                                Database.quoted("new " + name)))
                        .collect(Collectors.joining("\nunion all\n")));
        return database.run("""
                create or replace temp table model_restated as
                with gone as (select *, ({day}) as model_day from model_gone where ({day}) <= {last}),
                came as (select *, ({day}) as model_day from model_came where ({day}) <= {last}),
                both_sides as materialized (
                    select coalesce(gone.model_day, came.model_day) as day, to_json(struct_pack({key}))::varchar as key,
                        {values}
                    from gone full join came using ({keys})
                )
                {changes}
                """, words) + database.number("select count(*) from model_restated", Map.of());
    }

    /** What of this load touched each day of the mart's facts. */
    private void reasons(SqlObject mart) throws SQLException {
        Set<String> facts = new TreeSet<>();
        facts(mart, facts);
        Map<String, String> words = Map.of(
                "facts", facts.stream().map(Database::literal).collect(Collectors.joining(", ")),
                "files", files(mart, batch.files()),
                "leaving", files(mart, batch.leaving()));
        if (words.equals(reasoned)) {
            return;
        }
        reasoned = words;
        database.run("""
                create or replace temp table model_reason as
                with files as ({files}),
                leaving as ({leaving}),
                places as (
                    select day, source || '/' || split || '/' || min(first) || '-' || max(last) as place
                    from model_cause where fact in ({facts}) and source is not null
                    group by day, source, split
                ),
                runs as (
                    select day,
                        list(distinct run order by run) filter (where run is not null and not went) as runs,
                        list(distinct run order by run) filter (where run is not null and went) as replaced,
                        bool_or(went) as went
                    from model_cause where fact in ({facts})
                    group by day
                )
                select runs.day,
                    coalesce(
                        (select list(path order by path) from files where files.day = runs.day),
                        (select list(path order by path) from files)) as files,
                    (select list(place order by place) from places where places.day = runs.day) as positions,
                    coalesce(runs.runs, (select list(distinct run order by run) from files where run is not null)) as runs,
                    nullif(
                        coalesce(runs.replaced, []) || if(runs.went, coalesce(
                            (select list(path order by path) from leaving where leaving.day = runs.day),
                            (select list(path order by path) from leaving),
                            []), []),
                        []) as replaced
                from runs
                """, words);
    }

    private void facts(SqlObject object, Set<String> facts) {
        if (object.kind() == Kind.FACT) {
            facts.add(object.name());
        }
        object.inputs().forEach(input -> facts(objects.get(input), facts));
    }

    /** Those of these files that may reach the mart, with the day in whose folder they stand. */
    private static String files(SqlObject mart, List<NewFile> of) {
        List<String> rows = new ArrayList<>();
        for (NewFile file : of) {
            if (mart.readsDataset(file.dataset())) {
                Matcher day = DAY_FOLDER.matcher(file.lakePath());
                rows.add("(%s, %s, %s)"
                        .formatted(
                                Database.literal(file.lakePath()),
                                day.matches() ? day.group(1) + day.group(2) + day.group(3) : "null",
                                file.run() == null ? "null" : Database.literal(file.dataset() + "/" + file.run())));
            }
        }
        String none = "select null::varchar as path, null::integer as day, null::varchar as run limit 0";
        return rows.isEmpty() ? none : "from (values " + String.join(", ", rows) + ") as files(path, day, run)";
    }
}
