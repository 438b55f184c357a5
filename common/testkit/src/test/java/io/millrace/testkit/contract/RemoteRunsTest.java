package io.millrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.store.MemoryFiles;
import io.millrace.testkit.store.MemoryStorage;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounded runs of a lake that keeps no locks and in which nothing can be renamed. */
class RemoteRunsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 4, 6);
    private static final URI IN = URI.create("memory://bucket/in/");
    private static final Plan PLAN = plan();

    private final Lake lake = new Lake(URI.create("memory://bucket/lake"));
    private final List<String> notices = new ArrayList<>();

    @TempDir
    private Path folder;

    private MemoryFiles store;
    private RunPlace place;

    @BeforeEach
    void begin() throws Exception {
        store = MemoryStorage.begin();
        place = RunPlace.of(lake, folder.resolve("work"));
        input(
                "a.ndjson",
                "{\"id\":1,\"at\":\"2025-04-06T10:00:00Z\"}\nbad\n{\"id\":1,\"at\":\"2025-04-07T10:00:00Z\"}\n");
    }

    @Test
    void a_run_reads_objects_and_counts_with_its_marker() throws Exception {
        RunMarker marker = committed(run(new RowRunner(), IN + "*.ndjson"));

        assertThat(marker.counts()).isEqualTo(new RunMarker.Tally(3, 1, 1, 1));
        assertThat(marker.inputs()).extracting(RunMarker.RunInput::source).containsExactly("a.ndjson");
        assertThat(marker.files()).extracting(RunMarker.RunFile::rows).containsExactly(1L, 2L, 3L);
        assertThat(marker.files()).allSatisfy(file -> assertThat(store.paths()).contains("/lake/" + file.path()));
        assertThat(store.paths()).as("five with the marker and the input").hasSize(5);
        assertThat(audit().balanced()).isTrue();
        assertThat(run(new RowRunner(), IN.toString())).isInstanceOf(RunEnd.NothingNew.class);
        assertThat(left()).isEmpty();
    }

    @Test
    void patterns_name_objects_as_they_name_files() throws Exception {
        input("dt=2025-04-05/b c.ndjson", "{}\n");
        input("_hidden/c.ndjson", "{}\n");
        input("d.txt", "{}\n");

        RunMarker marker = committed(run(new RowRunner(), "memory://bucket/in/**.ndjson"));
        assertThat(marker.inputs())
                .extracting(RunMarker.RunInput::source)
                .containsExactly("a.ndjson", "dt=2025-04-05/b c.ndjson");
        assertThat(committed(run(new RowRunner(), "memory://bucket/in/_hidden/c.ndjson"))
                        .inputs())
                .extracting(RunMarker.RunInput::source)
                .containsExactly("c.ndjson");
        assertThatThrownBy(() -> run(new RowRunner(), "memory://bucket/in/*.gz"))
                .hasMessageContaining("no file matches memory://bucket/in/*.gz");
    }

    @Test
    void an_engine_that_reads_this_machine_only_is_given_copies() throws Exception {
        committed(run(new LocalOnly(), IN.toString()));
        input("b.ndjson", "{\"id\":2,\"at\":\"2025-04-06T10:00:00Z\"}\n");
        RunMarker second = committed(run(new LocalOnly(), IN.toString()));
        assertThat(second.inputs()).extracting(RunMarker.RunInput::source).containsExactly("b.ndjson");
        assertThat(audit().balanced()).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void judging_anew_takes_the_place_of_what_was() throws Exception {
        committed(run(new RowRunner(), IN.toString()));
        RunMarker anew = committed(reprocess(new LocalOnly()));
        assertThat(anew.counts()).isEqualTo(new RunMarker.Tally(3, 1, 1, 1));
        assertThat(anew.replaces()).hasSize(2);
        assertThat(audit().balanced()).isTrue();
        assertThat(reprocess(new RowRunner())).isInstanceOf(RunEnd.NothingNew.class);
    }

    @Test
    void an_engine_that_works_elsewhere_finds_and_leaves_everything_in_the_store() throws Exception {
        RunMarker first = committed(run(new Elsewhere(), IN.toString()));
        assertThat(first.counts()).isEqualTo(new RunMarker.Tally(3, 1, 1, 1));
        assertThat(store.paths()).as("five with the marker and the input").hasSize(5);
        input("b.ndjson", "{\"id\":2,\"at\":\"2025-04-06T10:00:00Z\"}\n");
        committed(run(new Elsewhere(), IN.toString()));
        assertThat(committed(reprocess(new Elsewhere())).counts()).isEqualTo(new RunMarker.Tally(4, 2, 1, 1));
        assertThat(audit().balanced()).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void what_a_dead_run_staged_in_the_store_is_swept() throws Exception {
        store.create(lake.root().resolve("_staging/fixture/_files/dead/lake/raw/x"), new byte[] {1});
        store.create(lake.root().resolve("_staging/fixture/_files/dead/lake/_temporary/y"), new byte[] {1});
        committed(run(new RowRunner(), IN.toString()));
        assertThat(notices).contains("swept 1 files that a run which died had left");
        assertThat(left()).isEmpty();
    }

    /** It was believed dead, for it slept, and what it had staged was swept. */
    @Test
    void a_run_that_finds_its_staged_files_gone_is_not_committed() throws Exception {
        BoundedRunner sleeping = new Elsewhere() {
            @Override
            public BoundedResult write(BoundedWork work, BoundedListener listener)
                    throws RunFailure, InterruptedException {
                BoundedResult result = super.write(work, listener);
                store.pass(Duration.ofMinutes(5));
                try (Staging sweeper = Staging.take(RunPlace.of(lake, folder.resolve("other")), "fixture", "sweeper")) {
                    sweeper.sweep(view());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return result;
            }
        };
        assertThatThrownBy(() -> run(sleeping, IN.toString()))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("took this one for dead");
        assertThat(view().runs()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_move_that_fails_leaves_nothing() throws Exception {
        for (int moves = 0; moves < 3; moves++) {
            begin();
            store.fail("^/lake/.*/run-", moves);
            assertThatThrownBy(() -> run(new Elsewhere(), IN.toString())).hasMessageContaining("the store fails");
            assertThat(view().runs()).isEmpty();
            assertThat(store.paths()).containsExactly("/in/a.ndjson");
        }
    }

    @Test
    void an_upload_that_fails_leaves_nothing() throws Exception {
        List<String> before = store.paths();
        store.fail("/run-", 2);
        assertThatThrownBy(() -> run(new RowRunner(), IN.toString())).hasMessageContaining("the store fails");
        assertThat(store.paths()).isEqualTo(before);
    }

    /** Its lease, three files, the marker. */
    @Test
    void a_run_that_fails_at_any_write_leaves_nothing_that_counts() throws Exception {
        for (int writes = 0; writes < 5; writes++) {
            begin();
            store.fail("^/lake/", writes);
            assertThatThrownBy(() -> run(new RowRunner(), IN.toString())).hasMessageContaining("the store fails");
            assertThat(view().runs()).isEmpty();
            assertThat(view().files(Zone.RAW)).isEmpty();
            assertThat(left()).isEmpty();

            store.fail("$^", 0);
            assertThat(committed(run(new RowRunner(), IN.toString())).counts().read())
                    .isEqualTo(3);
            assertThat(audit().balanced()).isTrue();
            assertThat(view().unnamed()).isEmpty();
        }
        begin();
        store.fail("^/lake/", 5);
        committed(run(new RowRunner(), IN.toString()));
    }

    @Test
    void two_machines_do_not_both_begin() throws Exception {
        RunPlace other = RunPlace.of(lake, folder.resolve("other"));
        try (Staging held = Staging.take(other, "fixture", "somebody")) {
            assertThat(held).isNotNull();
            store.pass(Duration.ofSeconds(1));
            assertThatThrownBy(() -> run(new RowRunner(), IN.toString()))
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                    .hasMessageContaining("at work in this lake: somebody, on ");
            assertThat(Staging.owner(place, "fixture")).get().asString().startsWith("somebody");
        }
        assertThat(Staging.owner(place, "fixture")).isEmpty();
        committed(run(new RowRunner(), IN.toString()));
    }

    @Test
    void who_is_not_heard_of_any_more_keeps_nobody_out() throws Exception {
        leaveLeaseOf(RunPlace.of(lake, folder.resolve("other")));
        store.pass(Duration.ofSeconds(59));
        assertThatThrownBy(() -> run(new RowRunner(), IN.toString())).hasMessageContaining("at work in this lake");
        store.pass(Duration.ofSeconds(2));
        committed(run(new RowRunner(), IN.toString()));
        assertThat(left()).isEmpty();
    }

    @Test
    void who_died_on_this_machine_keeps_nobody_out() throws Exception {
        leaveLeaseOf(place);
        committed(run(new RowRunner(), IN.toString()));
        assertThat(left()).isEmpty();
    }

    /** What is left of a run that was killed. */
    private void leaveLeaseOf(RunPlace dead) throws Exception {
        String path;
        byte[] content;
        try (Staging held = Staging.take(dead, "fixture", "the dead")) {
            assertThat(held).isNotNull();
            path = left().get(0);
            content = store.read(lake.root().resolve(path)).readAllBytes();
        }
        store.create(lake.root().resolve(path), content);
    }

    @Test
    void what_a_dead_run_left_is_swept_once_its_number_is_taken() throws Exception {
        URI dead = left("run-000001-dead-00000.ndjson.zst");
        assertThat(audit().balanced()).isTrue();

        RunMarker marker = committed(run(new RowRunner(), IN.toString()));
        assertThat(marker.run()).isEqualTo("000002");
        assertThat(store.paths()).doesNotContain(dead.getPath());
        assertThat(notices).contains("swept 1 files that a run which died had left");
        RunMarker taken = view().run("000001").orElseThrow();
        assertThat(taken.files()).isEmpty();
        assertThat(taken.runner()).isEqualTo("sweep");

        URI second = left("run-000002-dead-00000.ndjson.zst");
        input("b.ndjson", "{}\n");
        assertThat(committed(run(new RowRunner(), IN.toString())).run()).isEqualTo("000003");
        assertThat(store.paths()).doesNotContain(second.getPath());
        assertThat(audit().balanced()).isTrue();
    }

    /** It was believed dead, for it slept, and everything that it had done was swept. */
    @Test
    void a_run_that_wakes_up_after_it_was_swept_is_not_committed() throws Exception {
        BoundedRunner sleeping = new Wrapped((work, listener) -> {
            BoundedResult result = new RowRunner().write(work, listener);
            store.pass(Duration.ofMinutes(5));
            left("run-000001-mine-00000.ndjson.zst");
            RunPlace other = RunPlace.of(lake, folder.resolve("other"));
            try (Staging sweeper = Staging.take(other, "fixture", "sweeper")) {
                assertThat(sweeper.sweep(view()).files()).isEqualTo(1);
            }
            return result;
        });
        assertThatThrownBy(() -> run(sleeping, IN.toString()))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("another run of fixture was committed");
        assertThat(view().runs()).extracting(RunMarker::runner).containsExactly("sweep");
        assertThat(store.paths()).noneMatch(path -> path.contains("/run-"));
        committed(run(new RowRunner(), IN.toString()));
    }

    @Test
    void a_sweep_spares_a_run_that_is_committed_meanwhile() throws Exception {
        LakeView before = view();
        RunMarker marker = committed(run(new RowRunner(), IN.toString()));
        try (Staging sweeper = Staging.take(place, "fixture", "sweeper")) {
            assertThatThrownBy(() -> sweeper.sweep(before))
                    .hasMessageContaining("another run of fixture was committed");
        }
        assertThat(marker.files()).allSatisfy(file -> assertThat(store.paths()).contains("/lake/" + file.path()));
    }

    private URI left(String name) throws Exception {
        URI file = lake.root().resolve("raw/fixture/dt=2025-04-06/" + name);
        store.create(file, new byte[] {1});
        return file;
    }

    private List<String> left() {
        return store.paths().stream().filter(path -> path.contains("/_")).toList();
    }

    private void input(String name, String text) throws Exception {
        store.create(new URI(IN.getScheme(), IN.getHost(), IN.getPath() + name, null), text.getBytes(UTF_8));
    }

    private RunEnd run(BoundedRunner runner, String input) throws RunFailure, InterruptedException {
        RunOrder order = new RunOrder(
                PLAN, List.of(), List.of(input), Optional.of(DAY), Repeat.PASS_OVER, new Resources(1, 64 << 20));
        return new BoundedRuns(place, runner).run(order, new Telling());
    }

    private RunEnd reprocess(BoundedRunner runner) throws RunFailure, InterruptedException {
        ReprocessOrder order = new ReprocessOrder(
                PLAN, List.of(), new Days(DAY, DAY), "why not", Repeat.PASS_OVER, new Resources(1, 64 << 20));
        return new BoundedRuns(place, runner).reprocess(order, new Telling());
    }

    private static RunMarker committed(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Committed.class);
        return ((RunEnd.Committed) end).marker();
    }

    private LakeView view() throws Exception {
        return LakeView.read(store, lake, "fixture");
    }

    private Audit audit() throws Exception {
        return Books.audit(store, lake, "fixture", OffsetAuthority.none(), Progress.none());
    }

    private static Plan plan() {
        String contract = """
                contract: 1
                dataset: fixture
                version: 1
                owner: fixtures
                source: { format: json }
                key: [id]
                dedupe: { keep: first, within: 7 d }
                event_time: at
                partition: { by: event_time, zone: UTC }
                unknown_fields: keep
                fields:
                  - { name: id, type: bigint, required: true }
                  - { name: at, type: timestamp, required: true }
                """;
        return Plans.plan(ContractCompiler.compile("contract.yaml", contract.getBytes(UTF_8))
                .contract()
                .orElseThrow());
    }

    /** An engine that fails when it is given anything but files of this machine. */
    private static final class LocalOnly implements BoundedRunner {
        @Override
        public String name() {
            return "local";
        }

        @Override
        public boolean readsObjectStores() {
            return false;
        }

        @Override
        public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
            List<URI> files = new ArrayList<>(work.held());
            if (work.input() instanceof BoundedInput.Files given) {
                given.files().forEach(file -> files.add(file.uri()));
            } else if (work.input() instanceof BoundedInput.RawZone raw) {
                raw.files().forEach(file -> files.add(file.uri()));
                assertThat(files).allSatisfy(file -> assertThat(file.getPath()).contains("/dt="));
            }
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Path.of(file)).isNotEmptyFile());
            return new RowRunner().write(work, listener);
        }
    }

    /** An engine that fails when it is given anything of this machine. */
    private static class Elsewhere implements BoundedRunner {
        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        public boolean worksElsewhere() {
            return true;
        }

        @Override
        public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
            List<URI> given = new ArrayList<>(work.held());
            given.add(work.staging());
            if (work.input() instanceof BoundedInput.RawZone raw) {
                raw.files().forEach(file -> given.addAll(List.of(file.uri(), file.order())));
            }
            assertThat(given).extracting(URI::getScheme).containsOnly("memory");
            URI here = Path.of(work.scratch()).resolve("here").toUri();
            BoundedResult result = new RowRunner()
                    .write(
                            new BoundedWork(
                                    work.plan(),
                                    work.maskKeys(),
                                    work.input(),
                                    work.held(),
                                    here,
                                    work.scratch(),
                                    work.resources()),
                            listener);
            try {
                for (ZoneFile file : new LocalFiles().list(here)) {
                    URI name = work.staging().resolve(here.relativize(file.uri()));
                    Storage.at(name).create(name, Path.of(file.uri()));
                }
            } catch (IOException e) {
                throw new RunFailure(RunFailure.Kind.INTERNAL, e.getMessage(), e);
            }
            return result;
        }
    }

    private interface Doing {
        BoundedResult write(BoundedWork work, BoundedListener listener) throws Exception;
    }

    private record Wrapped(Doing doing) implements BoundedRunner {
        @Override
        public String name() {
            return "wrapped";
        }

        @Override
        public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
            try {
                return doing.write(work, listener);
            } catch (RunFailure | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Telling implements BoundedListener {
        @Override
        public void started(Optional<URI> ui) {}

        @Override
        public void progress(BoundedListener.Progress progress) {}

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
