package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers that stand for natural keys. Staging computes the number from the natural key, so that it is the same
 * everywhere and for ever; the few natural keys whose number is taken are given the next of the numbers left for them, and
 * that is written down.
 */
final class Surrogates {

    private static final String OF = " of ";

    private final Database database;
    private final SqlObject dimension;
    private final Map<String, String> words = new HashMap<>();

    Surrogates(Database database, SqlObject dimension) {
        this.database = database;
        this.dimension = dimension;
        List<String> surrogate = words(dimension);
        if (surrogate.size() == 2) {
            words.put("number", Database.quoted(surrogate.get(0)));
            words.put("natural", Database.quoted(surrogate.get(1)));
            words.put("name", Database.literal(dimension.name()));
            words.put("part", EngineTables.part(dimension));
        }
    }

    /** The column of the number and that of the natural key, if the dimension has numbers. */
    static List<String> words(SqlObject dimension) {
        return List.of(dimension.header().text(Header.SURROGATE).split(OF));
    }

    /** Whether someone whom the dimension knows has another number than the one that is kept for it. */
    boolean isContradicted() throws SQLException {
        return !words.isEmpty() && database.number("""
                                select count(*) from {part} as rows
                                join model.kept_key on kept_key.dimension = {name} and kept_key."natural" = rows.{natural}
                                where rows.{number} <> kept_key.surrogate
                                """, words) > 0;
    }

    /** Writes down who of {@code model_next} needs another number, so that staging gives it; says whether anyone does. */
    boolean keep() throws SQLException {
        if (words.isEmpty() || !isShared()) {
            return false;
        }
        return database.run("""
                insert into model.kept_key
                with owners as (
                    select {number}, min({natural}) as owner
                    from (select distinct {number}, {natural} from {part} semi join model_next using ({number}))
                    group by {number}
                ),
                late as (
                    select distinct {number}, {natural}
                    from model_next
                    left join owners using ({number})
                    qualify {natural} is distinct from coalesce(owner, min({natural}) over (partition by {number}))
                )
                select {name}, {natural},
                    (select coalesce(max(surrogate), 0) from model.kept_key where dimension = {name})
                        + row_number() over (order by {natural})
                from late
                """, words) > 0;
    }

    /** The rows of a staging table whose number is a kept one: all that staging shows otherwise now. */
    void renumber(String staging, String query) throws SQLException {
        words.put("staging", staging);
        words.put("query", query);
        words.put("kept", kept());
        database.run("delete from {staging} where {kept}", words);
        database.run("insert into {staging} by name select * from ({query}) where {kept}", words);
    }

    /** That a row is of a natural key whose number is kept; spelled out, for then files are searched and not read. */
    String kept() throws SQLException {
        String naturals = database
                .column(Database.fill("select \"natural\" from model.kept_key where dimension = {name}", words))
                .stream()
                .map(Database::literal)
                .collect(Collectors.joining(", "));
        return words.get("natural") + " in (" + naturals + ")";
    }

    /** Whether a staging table tells whose its numbers are. */
    boolean isIn(List<String> columns) {
        return columns.contains(words(dimension).get(1));
    }

    /** Whether a number that comes is that of two. */
    private boolean isShared() throws SQLException {
        return database.number("""
                        select count(*) from (
                            select {number} from model_next group by all having count(*) > 1
                            union all
                            select {number} from model_next as coming join {part} as known using ({number})
                            where known.{natural} is distinct from coming.{natural}
                        )
                        """, words) > 0;
    }
}
