package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.model.RandomLake.Rows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final SqlModel MODEL = Models.shipped();

    /** Reads files each time it looks at them, as it does when they are large. */
    private static final SqlModel READING = MODEL.keeping(0);

    @TempDir
    Path folder;

    @Test
    void after_a_short_history_the_warehouse_equals_one_built_from_the_zones_at_once() throws Exception {
        compare(3, 40, 8, Rows.AGAIN);
    }

    @Test
    void after_a_short_history_without_repeats_it_was_never_built_again() throws Exception {
        assertThat(compare(4, 40, 8, Rows.ONCE)).isZero();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void after_every_history_the_warehouse_equals_one_built_from_the_zones_at_once(long seed) throws Exception {
        assertThat(compare(seed, 200, 20, Rows.AGAIN)).isPositive();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void after_every_history_without_repeats_it_was_never_built_again(long seed) throws Exception {
        assertThat(compare(seed, 200, 10, Rows.ONCE)).isZero();
    }

    /**
     * Compares all tables now and then.
     *
     * @param every after so many loads
     * @return how often files could not leave one by one, so that the warehouse was built again
     */
    private int compare(long seed, int operations, int every, Rows delivered) throws Exception {
        int again = 0;
        Random random = new Random(seed);
        RandomLake lake = new RandomLake(random, folder, delivered);
        TestWarehouse warehouse = TestWarehouse.inMemory(MODEL);
        try {
            for (int load = 1; lake.operations() < operations || load % every != 1; load++) {
                RandomLake.Change change = lake.next();
                warehouse.use(random.nextInt(3) == 0 ? READING : MODEL);
                try {
                    warehouse.load(change.files(), change.superseded(), change.leaving());
                } catch (NotInPlace e) {
                    again++;
                    TestWarehouse rebuilt = rebuilt(lake, warehouse, random);
                    warehouse.close();
                    warehouse = rebuilt;
                }
                if (load % every == 0) {
                    TestWarehouse rebuilt = rebuilt(lake, warehouse, random);
                    Map<String, List<String>> expected = contents(rebuilt);
                    contents(warehouse)
                            .forEach((table, rows) -> assertThat(rows)
                                    .as("%s after seed %d", table, seed)
                                    .containsExactlyElementsOf(expected.get(table)));
                    if (random.nextBoolean()) {
                        warehouse.close();
                        warehouse = rebuilt;
                    } else {
                        rebuilt.close();
                    }
                }
            }
            assertThat(warehouse
                            .rows("select count(*) from model.kept_key")
                            .get(0)
                            .get(0))
                    .isNotEqualTo("0");
            return again;
        } finally {
            warehouse.close();
        }
    }

    /** Builds from the zones, the files in another order, in one or several loads, read or not until all of them are done. */
    private static TestWarehouse rebuilt(RandomLake lake, TestWarehouse old, Random random) throws Exception {
        TestWarehouse warehouse = TestWarehouse.inMemory(MODEL);
        for (List<String> kept : old.rows("select dimension, \"natural\", surrogate from model.kept_key")) {
            warehouse.keep(new KeptKey(kept.get(0), kept.get(1), Integer.parseInt(kept.get(2))));
        }
        List<NewFile> files = new ArrayList<>(lake.files());
        Collections.shuffle(files, random);
        int loads = 1 + random.nextInt(3);
        int size = files.size() / loads + 1;
        boolean isUnread = random.nextBoolean();
        for (int from = 0; from < files.size(); from += size) {
            List<NewFile> some = files.subList(from, Math.min(files.size(), from + size));
            warehouse.use(random.nextBoolean() ? READING : MODEL);
            if (isUnread) {
                warehouse.fill(some);
            } else {
                warehouse.load(some, List.of());
            }
        }
        if (isUnread) {
            warehouse.load();
        }
        return warehouse;
    }

    /** The rows of every table, without what only tells of the load. */
    private static Map<String, List<String>> contents(TestWarehouse warehouse) throws SQLException {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        for (SqlObject object : MODEL.objects()) {
            if (object.kind().isTable()) {
                contents.put(object.name(), sorted(warehouse, object.name()));
            }
            if (object.kind() == Kind.FACT) {
                contents.put("held " + object.name(), sorted(warehouse, EngineTables.held(object)));
            }
        }
        contents.put(
                "kept",
                warehouse.rows("select dimension, \"natural\", surrogate from model.kept_key order by all").stream()
                        .map(List::toString)
                        .toList());
        contents.put(
                "again",
                warehouse.rows("select fact, _run, sum(rows) from model.redelivered group by all order by all").stream()
                        .map(List::toString)
                        .toList());
        return contents;
    }

    private static List<String> sorted(TestWarehouse warehouse, String table) throws SQLException {
        List<String> columns = Columns.of(table, warehouse.database()).data();
        return warehouse.rows("select " + Columns.list(columns) + " from " + table).stream()
                .map(List::toString)
                .sorted()
                .toList();
    }
}
