package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.Preview;
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a bounded run, which is the same for every engine: carried out with the plainest of them. */
class BoundedRunsTest {

    private static final Plan PLAN = plan("");

    @TempDir
    private Path folder;

    private final Notices notices = new Notices();
    private Lake lake;

    @BeforeEach
    void begin() throws IOException {
        lake = new Lake(folder.resolve("lake").toUri());
        Files.createDirectories(folder.resolve("in"));
    }

    @Test
    void a_run_counts_with_its_marker_and_its_books_balance() throws Exception {
        write(
                "a.ndjson",
                "{\"id\":1,\"at\":\"2025-04-06T10:00:00Z\"}\nbad\n{\"id\":1,\"at\":\"2025-04-07T10:00:00Z\"}\n");
        RunMarker marker = committed(run("in"));

        assertThat(marker.run()).isEqualTo("000001");
        assertThat(marker.counts()).isEqualTo(new RunMarker.Tally(3, 1, 1, 1));
        assertThat(marker.inputs()).extracting(RunMarker.RunInput::source).containsExactly("a.ndjson");
        assertThat(marker.files()).extracting(RunMarker.RunFile::rows).containsExactly(1L, 2L, 3L);
        assertThat(marker.files()).allSatisfy(file -> assertThat(file.path()).contains("/run-000001-"));
        assertThat(audit().balanced()).isTrue();
        assertThat(audit().raw()).isEqualTo(3);
        assertThat(staged()).isEmpty();
    }

    @Test
    void the_same_again_is_nothing_new() throws Exception {
        write("a.ndjson", "{}\n");
        committed(run("in"));
        assertThat(run("in")).isInstanceOfSatisfying(RunEnd.NothingNew.class, nothing -> {
            assertThat(nothing.files()).isEqualTo(1);
            assertThat(nothing.readBy()).extracting(RunMarker::run).containsExactly("000001");
        });
        assertThat(view().runs()).hasSize(1);
    }

    @Test
    void a_file_that_was_copied_back_is_known_by_its_content() throws Exception {
        Path file = write("a.ndjson", "{}\n");
        committed(run("in"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(run("in")).isInstanceOf(RunEnd.NothingNew.class);
    }

    @Test
    void a_file_with_other_content_under_the_same_name_is_refused() throws Exception {
        Path file = write("a.ndjson", "{}\n");
        committed(run("in"));
        write("a.ndjson", "[]\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThatThrownBy(() -> run("in"))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("a.ndjson is not the file that run 000001 read");
    }

    @Test
    void files_that_were_read_are_passed_over_and_the_others_are_read() throws Exception {
        write("a.ndjson", "{}\n");
        committed(run("in"));
        write("b.ndjson", "{}\n{}\n");
        RunMarker second = committed(run("in"));
        assertThat(second.inputs()).extracting(RunMarker.RunInput::source).containsExactly("b.ndjson");
        assertThat(notices.texts).anyMatch(text -> text.contains("1 of 2 files were read by earlier runs"));
        assertThat(audit().raw()).isEqualTo(3);
        assertThat(audit().balanced()).isTrue();
    }

    @Test
    void a_run_by_force_replaces_the_one_before() throws Exception {
        write("a.ndjson", "{\"id\":1,\"at\":\"2025-04-06T10:00:00Z\"}\n");
        committed(run("in"));
        RunMarker second = committed(run(Repeat.REPLACE, "in"));
        assertThat(second.supersedes()).containsExactly("000001");
        assertThat(audit().balanced()).isTrue();
        assertThat(audit().clean()).isEqualTo(1);
        assertThat(view().files(Zone.CLEAN)).hasSize(1);
    }

    @Test
    void a_preview_says_what_would_be_read_and_changes_nothing() throws Exception {
        write("a.ndjson", "{}\n");
        committed(run("in"));
        Path file = write("b.ndjson", "{}\n{}\n");

        Preview preview =
                new BoundedRuns(RunPlace.here(lake), new RowRunner()).preview(order(PLAN, Repeat.PASS_OVER, "in"));

        assertThat(preview.files()).isEqualTo(1);
        assertThat(preview.passedOver()).isEqualTo(1);
        assertThat(preview.bytes()).isEqualTo(Files.size(file));
        assertThat(preview.sampled()).isEqualTo(preview.bytes());
        assertThat(preview.change()).isEmpty();
        assertThat(view().runs()).hasSize(1);
    }

    @Test
    void a_preview_of_judging_anew_counts_the_verdicts_that_change_by_code() throws Exception {
        String at = ",\"at\":\"2025-04-06T10:00:00Z\"}\n";
        write("a.ndjson", "{\"id\":1" + at + "{\"id\":2" + at + "bad\n");
        new BoundedRuns(RunPlace.here(lake), new RowRunner())
                .run(order(plan(", min: 2"), Repeat.PASS_OVER, "in"), notices);
        LocalDate day = LocalDate.of(2025, 4, 6);
        ReprocessOrder order = new ReprocessOrder(
                plan(", max: 1"),
                List.of(),
                new Days(day, day),
                "why not",
                Repeat.PASS_OVER,
                new Resources(1, 64 << 20));

        Preview preview = new BoundedRuns(RunPlace.here(lake), new RowRunner()).preview(order);

        assertThat(preview.change())
                .contains(new Preview.Change(1, 1, Map.of(Code.OUT_OF_RANGE, 1L), Map.of(Code.OUT_OF_RANGE, 1L)));
        assertThat(preview.files()).isEqualTo(1);
        assertThat(view().runs()).hasSize(1);
    }

    @Test
    void a_run_is_replaced_as_a_whole_only() throws Exception {
        write("a.ndjson", "{}\n");
        write("b.ndjson", "{}\n");
        committed(run("in"));
        assertThatThrownBy(() -> run(Repeat.REPLACE, "in/a.ndjson"))
                .hasMessageContaining("run 000001 can only be replaced as a whole, and it also read b.ndjson");
    }

    @Test
    void two_runs_at_once_do_not_both_begin() throws Exception {
        write("a.ndjson", "{}\n");
        try (Staging other = Staging.take(RunPlace.here(lake), "fixture", "somebody")) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> run("in"))
                    .isInstanceOfSatisfying(
                            RunFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                    .hasMessageContaining("somebody");
            assertThat(Staging.owner(RunPlace.here(lake), "fixture")).contains("somebody");
        }
        assertThat(Staging.owner(RunPlace.here(lake), "fixture")).isEmpty();
        committed(run("in"));
    }

    /** As when a lock does not hold, on a network file system that lies about it. */
    @Test
    void of_two_runs_that_both_began_one_is_committed() throws Exception {
        write("a.ndjson", "{}\n");
        BoundedRunner overtaken = wrapped((work, listener) -> {
            RunMarker quicker = new RunMarker(
                    "fixture", "000001", "fixture@1", "other", new RunMarker.Tally(0, 0, 0, 0), List.of(), List.of());
            quicker.commit(new LocalFiles(), lake);
            return new RowRunner().write(work, listener);
        });
        assertThatThrownBy(() -> run(overtaken, Repeat.PASS_OVER, "in"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("another run of fixture was committed");
        assertThat(zoneFiles()).isEmpty();
        committed(run("in"));
    }

    @Test
    void an_engine_that_counts_what_it_did_not_write_is_found_out() throws Exception {
        write("a.ndjson", "{}\n{}\n");
        BoundedRunner liar = wrapped((work, listener) -> {
            BoundedResult result = new RowRunner().write(work, listener);
            Counts said = result.counts();
            Counts more = new Counts(said.read() + 1, said.clean(), said.rejected() + 1, 0, said.codes());
            return new BoundedResult(more, 0, result.routed());
        });
        assertThatThrownBy(() -> run(liar, Repeat.PASS_OVER, "in"))
                .hasMessageContaining("the engine counts 3 records read, but there are 2 in the input");
        assertThat(view().runs()).isEmpty();
        assertThat(zoneFiles()).isEmpty();
    }

    @Test
    void an_engine_that_leaves_a_file_out_everywhere_is_found_out() throws Exception {
        write("a.ndjson", "{}\n");
        BoundedRunner idle = wrapped((work, listener) -> new BoundedResult(Counts.NONE, 0, OptionalLong.empty()));
        assertThatThrownBy(() -> run(idle, Repeat.PASS_OVER, "in"))
                .hasMessageContaining("counts 0 records read, but there are 1 in the input");
    }

    @Test
    void a_file_that_somebody_appends_to_meanwhile_fails_the_run() throws Exception {
        Path file = write("a.ndjson", "{}\n");
        BoundedRunner slow = wrapped((work, listener) -> {
            BoundedResult result = new RowRunner().write(work, listener);
            Files.writeString(file, "{}\n{}\n");
            return result;
        });
        assertThatThrownBy(() -> run(slow, Repeat.PASS_OVER, "in"))
                .hasMessageContaining("a.ndjson was changed while it was read");
        assertThat(zoneFiles()).isEmpty();
    }

    @Test
    void what_a_dead_run_left_is_not_there_for_readers_and_swept_by_the_next() throws Exception {
        write("a.ndjson", "{}\n");
        committed(run("in"));
        Path published =
                Path.of(lake.folder(Zone.RAW, "fixture")).resolve("dt=2025-04-06/run-000002-dead-00000.ndjson.zst");
        Files.createDirectories(published.getParent());
        Files.write(published, new byte[] {1});
        Path left = Path.of(lake.staging("fixture")).resolve("lake/raw/x");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[] {1});
        assertThat(audit().balanced()).isTrue();

        write("b.ndjson", "{}\n");
        committed(run("in"));
        assertThat(published).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(notices.texts).anyMatch(text -> text.contains("swept 2 files"));
        assertThat(audit().balanced()).isTrue();
    }

    @Test
    void a_file_of_no_json_lines_is_told_of_once() throws Exception {
        write("array.json", "[\n {\"id\":1}\n]\n");
        write("array2.json", "[{\"id\":1}]");
        committed(run("in"));
        assertThat(notices.texts)
                .filteredOn(text -> text.contains("one JSON object a line is expected"))
                .hasSize(1);
    }

    @Test
    void one_line_that_is_an_object_is_enough_to_say_nothing() throws Exception {
        write("a.json", "bad\n{}\nbad\n");
        committed(run("in"));
        assertThat(notices.texts).isEmpty();
    }

    @Test
    void a_cut_file_fails_the_run_by_name() throws Exception {
        write("a.ndjson.gz", "\u001f");
        Files.write(folder.resolve("in/a.ndjson.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        assertThatThrownBy(() -> run("in"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.DATA))
                .hasMessageContaining("a.ndjson.gz");
        assertThat(view().runs()).isEmpty();
    }

    @Test
    void a_runner_that_cannot_do_it_is_refused_before_it_starts() throws Exception {
        Files.write(folder.resolve("in/a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        BoundedRunner plain = new BoundedRunner() {
            @Override
            public String name() {
                return "plain";
            }

            @Override
            public Set<Capability> capabilities() {
                return EnumSet.of(Capability.PLAIN_FILES, Capability.KEEP_FIRST);
            }

            @Override
            public BoundedResult write(BoundedWork work, BoundedListener listener) {
                throw new AssertionError("started");
            }
        };
        assertThatThrownBy(() -> run(plain, Repeat.PASS_OVER, "in"))
                .hasMessageContaining("the runner plain is not one that reads gzip files");
    }

    @Test
    void a_runner_that_does_not_look_into_the_lake_says_so() throws Exception {
        write("a.ndjson", "{\"id\":1,\"at\":\"2025-04-06T10:00:00Z\"}\n");
        committed(run("in"));
        assertThat(notices.texts).isEmpty();
        write("b.ndjson", "{}\n");
        committed(run("in"));
        assertThat(notices.texts).anyMatch(text -> text.contains("does not look at the keys"));
    }

    @Test
    void blank_lines_are_no_holes_in_the_books_and_lost_records_are() throws Exception {
        write("a.ndjson", "\n{}\n \n\n{}\n{}\n");
        RunMarker marker = committed(run("in"));
        assertThat(audit().named()).isEmpty();
        assertThat(audit().holes()).isEqualTo(2);
        for (RunMarker.RunFile file : marker.files()) {
            Files.delete(Path.of(lake.root().resolve(file.path())));
        }
        assertThat(audit().named())
                .anySatisfy(fault ->
                        assertThat(fault.detail()).isEqualTo("a run read 3 records of this file, but raw holds 0"));
    }

    @Test
    void an_empty_file_is_a_run_of_nothing_and_read_from_then_on() throws Exception {
        write("a.ndjson", "\n");
        assertThat(committed(run("in")).files()).isEmpty();
        assertThat(run("in")).isInstanceOf(RunEnd.NothingNew.class);
    }

    private RunEnd run(String input) throws RunFailure, InterruptedException {
        return run(Repeat.PASS_OVER, input);
    }

    private RunEnd run(Repeat repeat, String input) throws RunFailure, InterruptedException {
        return run(new RowRunner(), repeat, input);
    }

    private RunEnd run(BoundedRunner runner, Repeat repeat, String input) throws RunFailure, InterruptedException {
        return new BoundedRuns(RunPlace.here(lake), runner).run(order(PLAN, repeat, input), notices);
    }

    private RunOrder order(Plan plan, Repeat repeat, String input) {
        return new RunOrder(
                plan,
                List.of(),
                List.of(folder.resolve(input).toString()),
                Optional.of(LocalDate.of(2025, 4, 6)),
                repeat,
                new Resources(1, 64 << 20));
    }

    private static RunMarker committed(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Committed.class);
        return ((RunEnd.Committed) end).marker();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve("in").resolve(name), text);
    }

    private LakeView view() throws IOException {
        return LakeView.read(new LocalFiles(), lake, "fixture");
    }

    private Audit audit() throws IOException {
        return Books.audit(new LocalFiles(), lake, "fixture", OffsetAuthority.none(), Progress.none());
    }

    private List<ZoneFile> zoneFiles() throws IOException {
        List<ZoneFile> found = new ArrayList<>();
        for (Zone zone : Zone.values()) {
            found.addAll(new LocalFiles().list(lake.folder(zone, "fixture")));
        }
        return found;
    }

    private List<ZoneFile> staged() throws IOException {
        return new LocalFiles().list(lake.staging("fixture").resolve("lake/"));
    }

    private static Plan plan(String limit) {
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
                  - { name: id, type: bigint, required: true LIMIT }
                  - { name: at, type: timestamp, required: true }
                """.replace(" LIMIT", limit);
        return Plans.plan(ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
    }

    private static BoundedRunner wrapped(Doing doing) {
        return new BoundedRunner() {
            @Override
            public String name() {
                return "wrapped";
            }

            @Override
            public BoundedResult write(BoundedWork work, BoundedListener listener)
                    throws RunFailure, InterruptedException {
                try {
                    return doing.write(work, listener);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private interface Doing {
        BoundedResult write(BoundedWork work, BoundedListener listener)
                throws RunFailure, InterruptedException, IOException;
    }

    private static final class Notices implements BoundedListener {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void started(Optional<URI> ui) {}

        @Override
        public void progress(BoundedListener.Progress progress) {}

        @Override
        public void notice(String message) {
            texts.add(message);
        }
    }
}
