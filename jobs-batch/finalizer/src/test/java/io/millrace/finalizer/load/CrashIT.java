package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.SqlCopy;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.warehouse.LoadStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends the loading process with SIGKILL, again and again, and compares with a warehouse that was built in peace. */
final class CrashIT {

    private static final long SEED = 7;
    private static final int RANDOM_MOMENTS = 50;
    private static final int BATCH = 350;
    /** The last leaves nothing to be changed: what comes after it is built from nothing. */
    private static final List<LoadStep> OF_REBUILDS =
            List.of(LoadStep.BRANCH, LoadStep.REFILL, LoadStep.SWAP, LoadStep.REMOVE);

    @TempDir
    private Path temp;

    private TestLake lake;
    private SqlCopy sql;
    private TestWarehouse warehouse;
    private long next;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        sql = new SqlCopy(temp.resolve("sql"));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), sql.folder());
        more();
        warehouse.load();
    }

    @Test
    @Tag("slow")
    void a_load_killed_after_any_step_loses_and_doubles_nothing() throws Exception {
        for (LoadStep step : EnumSet.complementOf(EnumSet.copyOf(OF_REBUILDS))) {
            more();
            killAfter(step);
        }
        equalsACleanBuild();
    }

    @Test
    @Tag("slow")
    void a_load_of_records_judged_anew_killed_after_any_step_loses_and_doubles_nothing() throws Exception {
        List<Path> files = more();
        warehouse.load();
        long end = next;
        for (LoadStep step : EnumSet.complementOf(EnumSet.copyOf(OF_REBUILDS))) {
            files = lake.runInPlaceOf(files, step.name(), records(next - BATCH, --end));
            killAfter(step);
        }
        warehouse.load();
        assertThat(warehouse.notices).isEmpty();
        equalsACleanBuild();
    }

    @Test
    @Tag("slow")
    void a_load_killed_at_random_moments_loses_and_doubles_nothing() throws Exception {
        Random random = new Random(SEED);
        for (int moment = 0; moment < RANDOM_MOMENTS; moment++) {
            more();
            Process child = LoadingChild.start(lake.root(), warehouse.folder(), sql.folder(), "");
            read(child, LoadStep.LOCK.name());
            child.waitFor(random.nextInt(1_200), TimeUnit.MILLISECONDS);
            kill(child);
            readable();
        }
        equalsACleanBuild();
    }

    @Test
    @Tag("slow")
    void a_load_whose_sql_has_changed_killed_after_any_step_loses_and_doubles_nothing() throws Exception {
        List<LoadStep> steps = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(OF_REBUILDS)));
        steps.addAll(OF_REBUILDS);
        killChanged(steps);
    }

    @Test
    void a_load_whose_sql_has_changed_killed_after_any_step_of_its_own_loses_and_doubles_nothing() throws Exception {
        killChanged(OF_REBUILDS);
    }

    @Test
    @Tag("slow")
    void a_rebuild_of_everything_killed_after_any_step_loses_and_doubles_nothing() throws Exception {
        for (LoadStep step : EnumSet.complementOf(EnumSet.of(LoadStep.BRANCH, LoadStep.REFILL))) {
            more();
            Files.writeString(warehouse.folder().resolve("work/warehouse.duckdb"), "rubbish");
            killAfter(step);
        }
        equalsACleanBuild();
    }

    /** Each time a fact and its staging say something else than the warehouse was built with. */
    private void killChanged(List<LoadStep> steps) throws Exception {
        String now = "    clean.status,\n";
        for (LoadStep step : steps) {
            more();
            String other = "    coalesce(clean.status, '" + step + "') as status,\n";
            sql.replace("staging/stg_transactions.sql", now, other);
            now = other;
            killAfter(step);
        }
        equalsACleanBuild();
    }

    private void killAfter(LoadStep step) throws Exception {
        Process child = LoadingChild.start(lake.root(), warehouse.folder(), sql.folder(), step.name());
        read(child, step.name());
        kill(child);
        readable();
    }

    private List<Path> more() throws IOException {
        List<Path> files = lake.stream("s" + next, records(next, next + BATCH));
        next += BATCH;
        return files;
    }

    private static void read(Process child, String until) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); !until.equals(line); line = lines.readLine()) {
            assertThat(line).as("the child said %s before it ended", said).isNotNull();
            said.add(line);
        }
    }

    private static void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        child.waitFor();
    }

    /** Whatever happened, the published version is one of those that were, whole. */
    private void readable() throws Exception {
        assertThat(warehouse.ask(
                        "select (select sum(rows) from ledger.files where zone = 'clean' and state = 'LOADED') "
                                + "- (select count(*) from transaction_fact)"))
                .containsExactly("0");
    }

    private void equalsACleanBuild() throws Exception {
        warehouse.load();
        TestWarehouse clean = new TestWarehouse(lake.root(), temp.resolve("clean"), sql.folder());
        clean.load();
        for (String sql : Tables.COMPARED) {
            assertThat(warehouse.ask(sql)).as("seed %d: %s", SEED, sql).isEqualTo(clean.ask(sql));
        }
    }
}
