package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest.Holder;
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

final class LockTest {

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
        Process holder = holder();
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
        Process holder = holder();
        new ProcessBuilder("kill", "-STOP", Long.toString(holder.pid())).start().waitFor();
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
    void of_ten_loads_at_once_one_works_and_the_others_are_told() throws Exception {
        List<Process> racers = new ArrayList<>();
        for (int racer = 0; racer < 10; racer++) {
            racers.add(LoadingChild.start(lake.root(), warehouse.folder(), LoadStep.POINT.name()));
        }
        int told = 0;
        for (Process racer : racers) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(racer.getInputStream(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                if (line.startsWith("TRY_AGAIN")) {
                    told++;
                } else {
                    assertThat(line).isEqualTo(LoadStep.LOCK.name());
                }
            }
        }
        assertThat(told).isEqualTo(9);
        for (Process racer : racers) {
            racer.destroyForcibly();
            racer.waitFor();
        }
    }

    /** A process that has the lock and stands still in the middle of its load. */
    private Process holder() throws Exception {
        Process holder = LoadingChild.start(lake.root(), warehouse.folder(), LoadStep.BUILD.name());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        while (!said.contains(LoadStep.BUILD.name())) {
            String line = lines.readLine();
            assertThat(line).as("%s", said).isNotNull();
            said.add(line);
        }
        return holder;
    }

    @Test
    void the_service_is_found() {
        assertThat(java.util.ServiceLoader.load(io.millrace.pipeline.warehouse.Warehouse.class))
                .singleElement()
                .isInstanceOf(DuckWarehouse.class);
    }
}
