package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a fact table: one row a key, the first in the fact's order of all that the zones hold, in whatever order they
 * came. The others of the key are held, for the day on which the first one leaves. Cost follows the new rows, but for one
 * look at the key columns of the table.
 *
 * <p>Rows leave first and come last, once a load, so that no statement looks for a row of its own transaction by its row id.
 * Such ids lie far from all others, and a join with ids so far apart makes DuckDB 2.0.0 write beyond a buffer where the table
 * has deleted rows.
 */
final class FactMerge {

    private final Database database;
    private final Map<String, String> words = new HashMap<>();
    private final Repeats repeats;
    private final boolean wantsPositions;
    private boolean hasFreed;
    private boolean hasComing;
    private boolean hasClash;

    /** Whether it is to be written down where the rows that touched a day came from. */
    enum Positions {
        KEPT,
        LEFT
    }

    /** @param stands whether the table is there already */
    FactMerge(Database database, SqlObject fact, boolean stands, Positions journal) throws SQLException {
        this.database = database;
        repeats = new Repeats("model_keys", fact.key());
        words.put("fact", Database.quoted(fact.name()));
        words.put("name", Database.literal(fact.name()));
        words.put("held", EngineTables.held(fact));
        words.put("freed", EngineTables.freed(fact));
        words.put("coming", EngineTables.coming(fact));
        words.put("key", Columns.list(fact.key()));
        words.put("day", fact.day().orElseThrow());
        words.put("dataset", fact.dataset());
        words.put("order", fact.header().text(Header.ORDER));
        words.put("query", fact.query());
        if (!stands) {
            database.run("create table {fact} as select * from ({query}) limit 0", words);
            database.run("create table {held} as select * from ({query}) limit 0", words);
        }
        Columns columns = Columns.of(words.get("fact"), database);
        boolean hasPositions = columns.names().containsAll(List.of("_source", "_split", "_offset"));
        wantsPositions = hasPositions && journal == Positions.KEPT;
        words.put("data", Columns.list(columns.data()));
        words.put("same", Columns.same(columns.data(), "standing", "leaving"));
        // Text is dear to compare: rows that differ in the numbers of the key already are not looked at again.
        List<String> numbers = columns.cheap(fact.key());
        words.put("likely", numbers.isEmpty() ? "" : "semi join model_keys using (" + Columns.list(numbers) + ")");
    }

    /** Whether rows came whose key was there already. */
    boolean hasClash() {
        return hasClash;
    }

    /** Takes the rows of these runs away. */
    void remove(String runs) throws SQLException {
        words.put("runs", runs);
        touched("{fact} where _run in ({runs})", "_run", true);
        free("{fact} where _run in ({runs})");
        database.run("delete from {fact} where _run in ({runs})", words);
        database.run("delete from {held} where _run in ({runs})", words);
        database.run("delete from model.redelivered where fact = {name} and _run in ({runs})", words);
    }

    /**
     * Lets the rows that staging shows go.
     *
     * @throws NotInPlace if they are not here once each, as they came
     */
    void leave() throws SQLException {
        database.run("""
                create or replace temp table model_leaving as
                select {data}, count(*) as model_times from ({query}) group by {data}
                """, words);
        rememberKeys("model_leaving", "view");
        findHits();
        database.run("""
                create or replace temp table model_going as
                select place, {key} from (
                    select rowid as place, * from {fact} where rowid in (select place from model_hit)) as standing
                semi join model_leaving as leaving on {same}
                """, words);
        database.run("""
                create or replace temp table model_held_going as
                select place from (select rowid as place, * from {held} semi join model_keys using ({key})) as standing
                semi join model_leaving as leaving on {same}
                """, words);
        refuseOthers();
        touched("{fact} where rowid in (select place from model_going)", "null", true);
        free("model_going");
        database.run("delete from {fact} where rowid in (select place from model_going)", words);
        database.run("delete from {held} where rowid in (select place from model_held_going)", words);
        database.run("""
                delete from model.redelivered
                where fact = {name} and _run is not distinct from getvariable('run')
                    and (coalesce(dataset, ''), day) in (select coalesce({dataset}, ''), {day} from model_leaving)
                """, words);
        forgetKeys();
    }

    /** Remembers what staging shows; it must go on showing it until the end if it is the only one. */
    void add(Staging staging, boolean isOnly) throws SQLException {
        if (hasComing) {
            database.run("insert into {coming} by name {query}", words);
        } else {
            words.put("kind", isOnly ? "view" : "table");
            words.put("keysKind", isOnly && !staging.isKept() ? "table" : "view");
            database.run("create temp {kind} {coming} as {query}", words);
            hasComing = true;
        }
    }

    /**
     * Takes in what came, and what the rows that left had kept out; gives the number of rows that the warehouse had
     * already. No row of the load itself is ever moved: each table loses rows first, and is given rows last.
     */
    long finish() throws SQLException {
        if (!hasComing) {
            return hasFreed ? settleFreed() : 0;
        }
        boolean isFirst = isEmpty("{fact}");
        rememberKeys("{coming}", words.get("keysKind"));
        findClashes();
        forgetKeys();
        long again = 0;
        if (!hasClash) {
            database.run("insert into {fact} by name from {coming}", words);
            // A table is cheaper to read than files are.
            touched(isFirst ? "{fact}" : "{coming}", "_run", false);
        } else {
            touched("{coming}", "_run", false);
            database.run(
                    "insert into {fact} by name select * from {coming} anti join model_clash using ({key})", words);
            again = settle("model_clash", """
                    union all by name
                    select *, 1 as fresh, 0 as standing, 0 as waiting from {coming} semi join model_clash using ({key})
                    """);
        }
        database.run("drop {kind} {coming}", words);
        return again;
    }

    private boolean isEmpty(String rows) throws SQLException {
        return database.number("select count(*) from (select 1 from " + rows + " limit 1)", words) == 0;
    }

    /** Finds the keys in {@code model_keys} of which there is more than the row that came. */
    private void findClashes() throws SQLException {
        Optional<Repeats.Range> range = repeats.range(database);
        // To look keys up is dear; statistics tell at once of most tables that they hold none of a range.
        String near = range.map(known -> " where " + known.condition()).orElse("");
        List<String> clashes = new ArrayList<>();
        if (isEmpty("{fact}" + near)) {
            // Nor is any held, for the row that keeps it out would stand, or has been freed.
            hitNothing();
        } else {
            findHits();
            clashes.add("select {key} from model_hit");
            clashes.add("select {key} from {held} semi join model_keys using ({key})");
        }
        if (hasFreed) {
            clashes.add("select {key} from {freed}");
        }
        if (range.isEmpty() || !repeats.areRuledOut(range.get(), database)) {
            clashes.add("select {key} from (" + repeats.query() + ")");
        }
        if (!clashes.isEmpty()) {
            database.run(
                    "create or replace temp table model_clash as select distinct * from ("
                            + String.join(" union all ", clashes) + ")",
                    words);
            hasClash = database.number("select count(*) from model_clash", Map.of()) > 0;
        }
    }

    /** Nothing came: where a row has left its key, none stands. */
    private long settleFreed() throws SQLException {
        hitNothing();
        return settle("{freed}", "");
    }

    private void hitNothing() throws SQLException {
        database.run(
                "create or replace temp table model_hit as select rowid as place, {key} from {fact} limit 0", words);
    }

    private void free(String rows) throws SQLException {
        database.run(
                (hasFreed ? "insert into {freed} " : "create or replace temp table {freed} as ") + "select {key} from "
                        + rows,
                words);
        hasFreed = true;
    }

    /** Only the files that stay could tell which of the rows that came several times they hold too. */
    private void refuseOthers() throws SQLException {
        long others = database.number("""
                select (select count(*) from model_leaving)
                    - (select count(*) from model_going) - (select count(*) from model_held_going)
                """, words);
        if (others != 0) {
            throw new NotInPlace(
                    words.get("fact") + " does not hold " + others + " rows of replaced files as they came");
        }
        List<String> days = database.column(Database.fill("""
                select leaving.day
                from (
                    select {dataset} as dataset, {day} as day, sum(model_times)::bigint - count(*) as again
                    from model_leaving
                    group by all
                ) as leaving
                left join (
                    select dataset, day, sum(rows)::bigint as again
                    from model.redelivered
                    where fact = {name} and _run is not distinct from getvariable('run')
                    group by all
                ) as booked on booked.day = leaving.day and booked.dataset is not distinct from leaving.dataset
                where leaving.again <> coalesce(booked.again, 0)
                order by all
                """, words));
        if (!days.isEmpty()) {
            throw new NotInPlace(words.get("fact") + " has rows of " + days.get(0)
                    + " that came more than once, in replaced files and perhaps in others");
        }
    }

    /**
     * Says in {@code model_keys}, which must be forgotten, which keys these rows have.
     *
     * @param kind of {@code model_keys}: a table if the rows are dear to read
     */
    private void rememberKeys(String rows, String kind) throws SQLException {
        words.put("keys", kind);
        database.run("create temp {keys} model_keys as select {key} from " + rows, words);
    }

    /** Says in {@code model_hit} where the rows of {@code model_keys} stand. */
    private void findHits() throws SQLException {
        database.run("""
                create or replace temp table model_hit as
                select place, {key} from (select rowid as place, {key} from {fact}) {likely}
                semi join model_keys using ({key})
                """, words);
    }

    private void forgetKeys() throws SQLException {
        database.run("drop {keys} temp.model_keys", words);
    }

    /** Writes down which days these rows touch, and where they came from. */
    private void touched(String rows, String run, boolean went) throws SQLException {
        String places = wantsPositions ? "_source, _split, min(_offset), max(_offset)" : "null, null, null, null";
        database.run(
                "insert into model_cause select {name}, {day}, " + run + ", " + places + ", " + went + " from " + rows
                        + " group by all",
                words);
    }

    /** Decides anew about every one of these keys; {@code model_hit} says where their rows stand. */
    private long settle(String clash, String fresh) throws SQLException {
        words.put("clash", Database.fill(clash, words));
        words.put("fresh", Database.fill(fresh, words));
        database.run("""
                create or replace temp table model_pool as
                with candidates as (
                    select *, 0 as fresh, 1 as standing, 0 as waiting
                    from {fact} where rowid in (select place from model_hit)
                    union all by name
                    select *, 0 as fresh, 0 as standing, 1 as waiting from {held} semi join {clash} using ({key})
                    {fresh}
                ),
                different as (
                    select {data}, min(load_timestamp) as load_timestamp, sum(fresh)::bigint as fresh,
                        max(standing) = 1 as standing, max(waiting) = 1 as waiting
                    from candidates
                    group by {data}
                )
                select *, row_number() over (partition by {key} order by {order}, {data}) = 1 as wins from different
                """, words);
        touched("model_pool where wins is distinct from standing", "_run", false);
        database.run("""
                delete from {fact} where rowid in (
                    select place from model_hit
                    semi join (select {key} from model_pool where wins and not standing) using ({key})
                )
                """, words);
        database.run("""
                insert into {fact} by name
                select {data}, load_timestamp from model_pool where wins and not standing
                """, words);
        database.run("delete from {held} where ({key}) in (select {key} from {clash})", words);
        database.run("insert into {held} by name select {data}, load_timestamp from model_pool where not wins", words);
        return redelivered();
    }

    /** Books rows that came again as they are: they stand nowhere, but the ledger counts them. */
    private long redelivered() throws SQLException {
        database.run("""
                create or replace temp table model_again as
                select {dataset} as dataset, {day} as day, _run,
                    sum(fresh - if(standing or waiting, 0, 1))::bigint as again
                from model_pool where fresh > 0
                group by all
                having again > 0
                """, words);
        database.run("insert into model.redelivered select {name}, dataset, day, _run, again from model_again", words);
        return database.number("select coalesce(sum(again), 0)::bigint from model_again", Map.of());
    }
}
