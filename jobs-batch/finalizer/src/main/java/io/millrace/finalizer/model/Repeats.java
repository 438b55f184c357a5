package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that a table has more than once: as a query, and as a question that is cheaper where there are none. */
record Repeats(String table, List<String> key) {

    /** As much memory as it may take to ask. */
    private static final int BITS_A_ROW = 16;

    private static final long MOST_BITS = 1L << 29;

    /** How many rows there are, and between which numbers a column of their key lies. */
    record Range(String column, long rows, long least, long greatest, long groups) {

        /** That another row's number lies there too. */
        String condition() {
            return Database.quoted(column) + " between " + least + " and " + greatest;
        }

        /** Whether the numbers lie close together, as those of a sequence do, each group's between the same two. */
        private boolean isDense() {
            double bits = groups * ((double) greatest - least + 1);
            return bits <= MOST_BITS && bits <= (double) rows * BITS_A_ROW;
        }
    }

    /**
     * Hashes sort out most rows, for wide keys are dear to count; and numbers that all differ are dear to group, so that they
     * are sorted.
     */
    String query() {
        return Database.fill("""
                select {key}, count(*) as times from {table}
                where hash({key}) in (
                    select model_hash
                    from (
                        select model_hash, model_hash = lag(model_hash) over (order by model_hash) as model_again
                        from (select hash({key}) as model_hash from {table})
                    )
                    where model_again
                )
                group by {key} having count(*) > 1""", Map.of("key", Columns.list(key), "table", table));
    }

    /** A query of those among the keys that this load brought. */
    String queryAmongNew() {
        return Database.fill("""
                select {key}, count(*) as times from {table}
                semi join (select {key} from {table} where {new}) using ({key})
                group by {key} having count(*) > 1""", Map.of("key", Columns.list(key), "table", table, "new", Columns.NEW));
    }

    /**
     * Whether it is certain that there are none. Where a number of the key is dense, as one of a sequence or of a log is, a bit
     * for each number that it may be tells how many there are: a tenth of the price of sorting.
     */
    boolean areRuledOut(Database database) throws SQLException {
        Optional<Range> range = range(database);
        return range.isPresent() && areRuledOut(range.get(), database);
    }

    /** The same when the range is known already. */
    boolean areRuledOut(Range range, Database database) throws SQLException {
        return range.rows() == 0 || (range.isDense() && database.number(different(range), Map.of()) == range.rows());
    }

    /** Between which numbers the first whole number of the key lies; empty if there is none, or if it may be absent. */
    Optional<Range> range(Database database) throws SQLException {
        Optional<String> number =
                Columns.of(table, database).wholeNumbers(key).stream().findFirst();
        return number.isPresent() ? range(number.get(), database) : Optional.empty();
    }

    private Optional<Range> range(String number, Database database) throws SQLException {
        String groups = rest(number).isEmpty() ? "1" : "approx_count_distinct(row(" + Columns.list(rest(number)) + "))";
        List<String> row = database.table(
                        Database.fill(
                                "select count(*), count({number}), coalesce(min({number}), 0), coalesce(max({number}), 0), "
                                        + groups + " from {table}",
                                Map.of("number", Database.quoted(number), "table", table)),
                        1)
                .get(1);
        return row.get(0).equals(row.get(1))
                ? Optional.of(new Range(
                        number,
                        Long.parseLong(row.get(0)),
                        Long.parseLong(row.get(2)),
                        Long.parseLong(row.get(3)),
                        Long.parseLong(row.get(4))))
                : Optional.empty();
    }

    /** A query of how many different keys there are. */
    private String different(Range range) {
        List<String> others = rest(range.column());
        String rest = others.isEmpty() ? "" : " group by " + Columns.list(others);
        return "select sum(bit_count(bits))::bigint from (select bitstring_agg(" + Database.quoted(range.column())
                + "::bigint, " + range.least() + ", " + range.greatest() + ") as bits from " + table + rest + ")";
    }

    private List<String> rest(String number) {
        List<String> rest = new ArrayList<>(key);
        rest.remove(number);
        return rest.stream().collect(Collectors.toUnmodifiableList());
    }
}
