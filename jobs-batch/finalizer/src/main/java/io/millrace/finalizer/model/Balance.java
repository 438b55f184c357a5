package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The view {@code model.balance}: what became of the rows of each zone, dataset and day of which a fact holds every row.
 * Whoever has the ledger can hold one against the other, and both against the lake.
 */
final class Balance {

    private static final String NOTHING = """
            select null::varchar as dataset, null::varchar as zone, 0 as day, 0 as facts, 0 as held, 0 as again where false
            """;
    private static final String OF_FACT = """
            select {dataset} as dataset, {zone} as zone, {day} as day, count(*) as facts, 0 as held, 0 as again
            from {fact} group by all
            union all
            select {dataset}, {zone}, {day}, 0, count(*), 0 from {held} group by all
            union all
            select dataset, {zone}, day, 0, 0, sum(rows) from model.redelivered where fact = {name} group by all
            """;

    private final Database database;

    Balance(Database database) {
        this.database = database;
    }

    void show(Collection<SqlObject> facts) throws SQLException {
        String rows = Stream.concat(
                        Stream.of(NOTHING),
                        facts.stream().filter(fact -> fact.books().isPresent()).map(Balance::of))
                .collect(Collectors.joining("union all\n"));
        database.run("""
                create or replace view model.balance as
                select dataset, zone, day, sum(facts)::bigint as facts, sum(held)::bigint as held, sum(again)::bigint as again
                from (""" + rows + ") group by all");
    }

    private static String of(SqlObject fact) {
        Map<String, String> words = new HashMap<>();
        words.put("dataset", fact.dataset());
        words.put("zone", Database.literal(fact.books().orElseThrow().zone().folder()));
        words.put("day", fact.day().orElseThrow());
        words.put("fact", Database.quoted(fact.name()));
        words.put("name", Database.literal(fact.name()));
        words.put("held", EngineTables.held(fact));
        return Database.fill(OF_FACT, words);
    }
}
