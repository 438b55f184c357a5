package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Holder;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LockTest {

    private static final String FACTS = "select * exclude (load_timestamp) from transaction_fact order by all";

    @TempDir
    private Path temp;

    private TestLake lake;
    private TestWarehouse warehouse;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        lake.stream("a", records(0, 70));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
    }

    @Test
    void a_second_load_says_who_holds_the_lock() throws Exception {
        Process holder = holder(LoadStep.BUILD);
        assertThatThrownBy(() -> warehouse.load())
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("process " + holder.pid())
                .hasMessageContaining("--take-over");
        holder.destroyForcibly();
        holder.waitFor();
        assertThat(warehouse.load().version()).hasValue(1);
    }

    @Test
    void a_holder_that_hangs_is_ended_and_its_place_taken() throws Exception {
        Process holder = holder(LoadStep.BUILD);
        signal(holder, "STOP");
        try (WarehouseLock lock = WarehouseLock.take(warehouse.folder(), Holder.END)) {
            assertThat(holder.isAlive()).isFalse();
            assertThat(lock.fence()).isEqualTo(2);
        }
        assertThat(warehouse.load().version()).hasValue(1);
    }

    @Test
    void the_fence_rises_with_each_holder_and_survives_a_torn_entry() throws Exception {
        warehouse.load();
        warehouse.load();
        try (WarehouseLock lock = WarehouseLock.take(warehouse.folder(), Holder.RESPECT)) {
            assertThat(lock.fence()).isEqualTo(3);
        }
        Files.writeString(warehouse.folder().resolve("holder"), "3 12");
        lake.stream("b", records(70, 77));
        warehouse.load();
        assertThat(warehouse.ask("select load_id, fence from ledger.loads order by all"))
                .containsExactly("1|1", "2|2");
    }

    @Test
    void a_holder_that_was_stopped_and_lost_its_lock_does_no_harm_when_it_wakes_up() throws Exception {
        long next = 100;
        for (LoadStep step : List.of(LoadStep.BUILD, LoadStep.COPY)) {
            next += 7;
            lake.stream(step.name(), records(next, next + 7));
            Process late = holder(step);
            signal(late, "STOP");
            Files.delete(warehouse.folder().resolve("lock"));
            // A build from the zones alone needs nothing that the other has open.
            long version =
                    warehouse.load(From.ZONES, Quarantine.LEAVE).version().orElseThrow();
            List<String> facts = warehouse.ask(FACTS);

            late.getOutputStream().write('\n');
            late.getOutputStream().flush();
            signal(late, "CONT");
            String said = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(late.waitFor()).as(said).isEqualTo(75);
            assertThat(said)
                    .contains("another process has taken this warehouse over: process "
                            + ProcessHandle.current().pid());
            assertThat(warehouse.lastVersion()).isEqualTo(version);
            assertThat(warehouse.ask(FACTS)).isEqualTo(facts);
        }
        lake.stream("last", records(70, 77));
        warehouse.load();
        TestWarehouse clean = new TestWarehouse(lake.root(), temp.resolve("clean"), TestLake.HOME.resolve("sql"));
        clean.load();
        for (String query : Tables.COMPARED) {
            assertThat(warehouse.ask(query)).as(query).isEqualTo(clean.ask(query));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void of_several_loads_at_once_one_works_and_the_others_say_who(int count) throws Exception {
        List<Process> racers = new ArrayList<>();
        for (int racer = 0; racer < count; racer++) {
            racers.add(LoadingChild.start(lake.root(), warehouse.folder(), LoadStep.POINT.name()));
        }
        Process winner = null;
        List<String> told = new ArrayList<>();
        for (Process racer : racers) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(racer.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                if (line.startsWith("TRY_AGAIN")) {
                    told.add(line);
                } else {
                    assertThat(line).isEqualTo(LoadStep.LOCK.name());
                    winner = racer;
                }
            }
        }
        String works = "process " + winner.pid() + " on ";
        assertThat(told).hasSize(count - 1).allSatisfy(line -> assertThat(line).contains(works));
        for (Process racer : racers) {
            racer.destroyForcibly();
            racer.waitFor();
        }
    }

    /** A process that has the lock and stands still in the middle of its load. */
    private Process holder(LoadStep step) throws Exception {
        Process holder = LoadingChild.start(lake.root(), warehouse.folder(), step.name());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        while (!said.contains(step.name())) {
            String line = lines.readLine();
            assertThat(line).as("%s", said).isNotNull();
            said.add(line);
        }
        return holder;
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void the_service_is_found() {
        assertThat(java.util.ServiceLoader.load(io.millrace.pipeline.warehouse.Warehouse.class))
                .singleElement()
                .isInstanceOf(DuckWarehouse.class);
    }
}
