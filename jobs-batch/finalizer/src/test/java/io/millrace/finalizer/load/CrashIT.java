package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.warehouse.LoadStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends the loading process with SIGKILL, again and again, and compares with a warehouse that was built in peace. */
@Tag("slow")
final class CrashIT {

    private static final long SEED = 7;
    private static final int RANDOM_MOMENTS = 50;
    private static final int BATCH = 350;

    @TempDir
    private Path temp;

    private TestLake lake;
    private TestWarehouse warehouse;
    private long next;

    @Test
    void a_load_killed_after_any_step_loses_and_doubles_nothing() throws Exception {
        begin();
        for (LoadStep step : LoadStep.values()) {
            more();
            Process child = LoadingChild.start(lake.root(), warehouse.folder(), step.name());
            read(child, step.name());
            kill(child);
            readable();
        }
        equalsACleanBuild();
    }

    @Test
    void a_load_killed_at_random_moments_loses_and_doubles_nothing() throws Exception {
        begin();
        Random random = new Random(SEED);
        for (int moment = 0; moment < RANDOM_MOMENTS; moment++) {
            more();
            Process child = LoadingChild.start(lake.root(), warehouse.folder(), "");
            read(child, LoadStep.LOCK.name());
            child.waitFor(random.nextInt(1_200), TimeUnit.MILLISECONDS);
            kill(child);
            readable();
        }
        equalsACleanBuild();
    }

    private void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        more();
        warehouse.load();
    }

    private void more() throws IOException {
        lake.stream("s" + next, records(next, next + BATCH));
        next += BATCH;
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
        TestWarehouse clean = new TestWarehouse(lake.root(), temp.resolve("clean"), TestLake.HOME.resolve("sql"));
        clean.load();
        for (String sql : Tables.COMPARED) {
            assertThat(warehouse.ask(sql)).as("seed %d: %s", SEED, sql).isEqualTo(clean.ask(sql));
        }
    }
}
