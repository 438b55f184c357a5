package io.millrace.zones.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.Lake;
import io.millrace.zones.SampleLake;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Fault.Kind;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants each kind of imbalance into books that balance, and sees it found, named and placed. */
final class BooksTest {

    private static final int PER_SPLIT = 100;
    private static final String RAW_0 = "raw/transactions/dt=2025-04-06/part-0.ndjson.zst";
    private static final String CLEAN_0 = "clean/transactions/dt=2025-04-06/part-0.parquet";
    private static final String ERROR_0 = "error/transactions/dt=2025-04-06/part-0.ndjson";

    @TempDir
    private Path root;

    private SampleLake zones;

    @BeforeEach
    void books_that_balance() throws IOException {
        zones = new SampleLake(root);
        for (int split = 0; split < 2; split++) {
            zones.raw("part-" + split, sources(split));
            zones.clean("part-" + split, clean(split));
            zones.error("part-" + split, errors(split));
        }
    }

    @Test
    void books_balance_when_every_record_left_by_one_door() throws IOException {
        Audit audit = audit();
        assertThat(audit.named()).isEmpty();
        assertThat(audit.balanced()).isTrue();
        assertThat(audit.raw()).isEqualTo(200);
        assertThat(audit.clean()).isEqualTo(140);
        assertThat(audit.rejected()).isEqualTo(40);
        assertThat(audit.duplicate()).isEqualTo(20);
        assertThat(audit.files()).isEqualTo(6);
        assertThat(audit.splits().get(1))
                .isEqualTo(new SplitBalance(
                        new Split("transactions", "1"),
                        100,
                        70,
                        20,
                        10,
                        0,
                        0,
                        OptionalLong.of(0),
                        OptionalLong.of(99),
                        OptionalLong.empty()));
    }

    @Test
    void a_dataset_without_files_balances_and_counts_nothing() throws IOException {
        Audit audit = Books.audit(new LocalFiles(), zones.lake(), "orders", OffsetAuthority.none(), Progress.none());
        assertThat(audit.balanced()).isTrue();
        assertThat(audit.raw()).isZero();
        assertThat(audit.splits()).isEmpty();
    }

    @Test
    void a_lost_row_is_found_in_its_raw_file() throws IOException {
        zones.clean("part-0", clean(0).subList(1, 70));
        Audit audit = audit();
        assertThat(audit.faults()).containsOnlyKeys(Kind.LOST, Kind.DANGLING_DUPLICATE);
        assertFault(audit, Kind.LOST, 0, 0, RAW_0);
        assertThat(audit.faults()).containsEntry(Kind.LOST, 1L).containsEntry(Kind.DANGLING_DUPLICATE, 10L);
        assertFault(audit, Kind.DANGLING_DUPLICATE, 0, 9, ERROR_0);
    }

    @Test
    void a_doubled_raw_file_is_found_with_both_its_names() throws IOException {
        zones.raw("part-0-again", sources(0));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.DOUBLE_RAW, 100L));
        assertThat(audit.named()).hasSize(Audit.NAMED);
        assertFault(audit, Kind.DOUBLE_RAW, 0, 0, RAW_0, RAW_0.replace("part-0", "part-0-again"));
    }

    @Test
    void a_doubled_clean_row_is_found() throws IOException {
        zones.clean("part-2", clean(0).subList(3, 4));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.DOUBLE_CLEAN, 1L));
        assertFault(audit, Kind.DOUBLE_CLEAN, 0, 3, CLEAN_0, CLEAN_0.replace("part-0", "part-2"));
    }

    @Test
    void a_doubled_error_line_is_found() throws IOException {
        zones.error("part-2", List.of(rejected(1, 7), rejected(1, 7), duplicate(1, 9)));
        assertThat(audit().faults()).isEqualTo(Map.of(Kind.DOUBLE_REJECTED, 2L, Kind.DOUBLE_DUPLICATE, 1L));
    }

    @Test
    void a_row_in_two_doors_is_found_in_both() throws IOException {
        zones.error("part-2", List.of(rejected(0, 5)));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.TWO_DOORS, 1L));
        assertFault(audit, Kind.TWO_DOORS, 0, 5, CLEAN_0, ERROR_0.replace("part-0", "part-2"));
    }

    @Test
    void a_foreign_row_is_found_in_its_clean_file() throws IOException {
        zones.clean("part-2", List.of(zones.cleanRecord(SampleLake.position(0, PER_SPLIT))));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.FOREIGN, 1L));
        assertFault(audit, Kind.FOREIGN, 0, PER_SPLIT, CLEAN_0.replace("part-0", "part-2"));
    }

    @Test
    void a_hole_that_nobody_explains_is_found() throws IOException {
        List<SourceRecord> later = List.of(SampleLake.source(SampleLake.position(0, PER_SPLIT + 3)));
        zones.raw("part-2", later);
        zones.clean("part-2", List.of(zones.cleanRecord(SampleLake.position(0, PER_SPLIT + 3))));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.HOLE, 3L));
        assertThat(audit.named().get(0).offset()).hasValue(PER_SPLIT);
        assertThat(audit.named().get(0).count()).isEqualTo(3);
        assertThat(audit.splits().get(0).unexplained()).isEqualTo(3);
    }

    @Test
    void a_hole_where_the_source_holds_no_record_is_explained() throws IOException {
        a_hole_that_nobody_explains_is_found();
        Audit audit = audit(new Source(0, PER_SPLIT + 4, Set.of(PER_SPLIT + 3L)));
        assertThat(audit.named()).isEmpty();
        assertThat(audit.splits().get(0).holes()).isEqualTo(3);
        assertThat(audit.splits().get(0).unexplained()).isZero();
        assertThat(audit.splits().get(0).behind()).hasValue(0);
    }

    @Test
    void a_record_that_the_source_holds_in_a_hole_is_found() throws IOException {
        a_hole_that_nobody_explains_is_found();
        Audit audit = audit(new Source(0, PER_SPLIT + 4, Set.of(PER_SPLIT + 1L, PER_SPLIT + 3L)));
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.HOLE, 1L));
        assertThat(audit.named().get(0).offset()).hasValue(PER_SPLIT + 1);
    }

    @Test
    void what_the_source_has_lost_explains_no_hole() throws IOException {
        a_hole_that_nobody_explains_is_found();
        Audit audit = audit(new Source(PER_SPLIT + 2, PER_SPLIT + 4, Set.of(PER_SPLIT + 3L)));
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.HOLE, 2L));
    }

    @Test
    void records_that_the_source_holds_before_the_first_are_a_hole() throws IOException {
        Files.delete(root.resolve(RAW_0));
        Files.delete(root.resolve(CLEAN_0));
        Files.delete(root.resolve(ERROR_0));
        Position first = SampleLake.position(0, 10);
        zones.raw("part-0", List.of(SampleLake.source(first)));
        zones.clean("part-0", List.of(zones.cleanRecord(first)));
        assertThat(audit().balanced()).isTrue();
        Audit audit = audit(new Source(0, 11, Set.of(4L, 10L)));
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.HOLE, 1L));
        assertThat(audit.named().get(0).offset()).hasValue(4);
    }

    @Test
    void what_the_source_holds_beyond_the_last_is_behind_and_no_fault() throws IOException {
        Audit audit = audit(new Source(0, PER_SPLIT + 50, Set.of(PER_SPLIT + 10L)));
        assertThat(audit.balanced()).isTrue();
        assertThat(audit.splits().get(0).behind()).hasValue(40);
        assertThat(audit.splits().get(1).behind()).isEmpty();
    }

    @Test
    void rows_beyond_the_end_of_the_source_are_found() throws IOException {
        Audit audit = audit(new Source(0, PER_SPLIT - 2, Set.of()));
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.BEYOND_END, 2L));
        assertFault(audit, Kind.BEYOND_END, 0, PER_SPLIT - 2, RAW_0, ERROR_0);
    }

    @Test
    void a_truncated_raw_file_is_found() throws IOException {
        cut(RAW_0, 20);
        Audit audit = audit();
        assertThat(audit.faults()).containsKey(Kind.UNREADABLE_FILE);
        assertThat(files(audit, Kind.UNREADABLE_FILE)).containsExactly(RAW_0);
    }

    @Test
    void a_truncated_clean_file_is_found_and_its_rows_are_lost() throws IOException {
        cut(CLEAN_0, 1);
        Audit audit = audit();
        assertThat(files(audit, Kind.UNREADABLE_FILE)).containsExactly(CLEAN_0);
        assertThat(audit.faults()).containsEntry(Kind.LOST, 70L);
    }

    @Test
    void a_truncated_error_file_is_found_and_only_its_last_line_is_lost() throws IOException {
        cut(ERROR_0, 5);
        Audit audit = audit();
        assertThat(files(audit, Kind.UNREADABLE_FILE)).containsExactly(ERROR_0);
        assertThat(audit.faults()).containsEntry(Kind.LOST, 1L);
        assertFault(audit, Kind.LOST, 0, PER_SPLIT - 1, RAW_0);
    }

    @Test
    void a_damaged_line_is_found_and_the_others_still_count() throws IOException {
        Path file = root.resolve(ERROR_0);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).replace("_offset", "_offzet"));
        Files.write(file, lines);
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.UNREADABLE_LINE, 1L, Kind.LOST, 1L));
        assertThat(audit.named().get(0).detail()).startsWith("line 3: ");
    }

    @Test
    void files_that_do_not_belong_are_found() throws IOException {
        Files.writeString(zones.file(Zone.CLEAN, "notes").resolveSibling("notes.txt"), "x");
        Path astray = root.resolve("raw/transactions/part-9.ndjson.zst");
        Files.writeString(astray, "x");
        Files.writeString(zones.file(Zone.CLEAN, "part-8"), "PAR1 but no Parquet at all PAR1");
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.FOREIGN_FILE, 2L, Kind.UNREADABLE_FILE, 1L));
        assertThat(files(audit, Kind.FOREIGN_FILE))
                .containsExactlyInAnyOrder(
                        "raw/transactions/part-9.ndjson.zst", "clean/transactions/dt=2025-04-06/notes.txt");
    }

    @Test
    void files_that_are_being_written_are_not_looked_at() throws IOException {
        Files.writeString(zones.file(Zone.RAW, ".part-7.inprogress"), "x");
        Files.writeString(zones.file(Zone.CLEAN, "_tmp"), "x");
        assertThat(audit().balanced()).isTrue();
    }

    @Test
    void files_of_runs_count_by_their_markers_alone() throws IOException {
        zones.raw("run-000001-a-0", sources(2));
        zones.clean("run-000001-a-0", clean(2));
        zones.error("run-000001-a-0", errors(2));
        assertThat(audit().raw()).as("nobody has committed the run").isEqualTo(200);

        commit("000001", List.of());
        assertThat(audit().balanced()).isTrue();
        assertThat(audit().raw()).isEqualTo(300);

        zones.raw("run-000002-a-0", sources(2));
        zones.clean("run-000002-a-0", clean(2));
        zones.error("run-000002-a-0", errors(2));
        commit("000002", List.of("000001"));
        assertThat(audit().balanced()).as("the first is replaced").isTrue();
        assertThat(audit().raw()).isEqualTo(300);

        Files.delete(root.resolve("clean/transactions/dt=2025-04-06/run-000002-a-0.parquet"));
        assertThat(audit().faults()).containsKeys(Kind.MISSING_FILE, Kind.LOST);
    }

    @Test
    void a_run_whose_marker_cannot_be_read_does_not_count_and_the_rest_is_audited() throws IOException {
        zones.raw("run-000001-a-0", sources(2));
        zones.clean("run-000001-a-0", clean(2));
        zones.error("run-000001-a-0", errors(2));
        commit("000001", List.of());
        Files.writeString(root.resolve("runs/transactions/000002.json"), "{\"supersedes\":[\"000001\"]");
        commit("000003", List.of("000003"), List.of());
        Audit audit = audit();
        assertThat(audit.raw()).as("the run that it would replace counts").isEqualTo(300);
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.UNREADABLE_FILE, 2L));
        assertThat(files(audit, Kind.UNREADABLE_FILE))
                .containsExactly("runs/transactions/000002.json", "runs/transactions/000003.json");
        assertThat(audit.named()).extracting(fault -> fault.detail()).anyMatch(why -> why.contains("replaces itself"));
    }

    private void commit(String run, List<String> replaced) throws IOException {
        List<RunFile> files = new ArrayList<>();
        for (Zone zone : Zone.values()) {
            String path = zone.folder() + "/transactions/dt=2025-04-06/run-" + run + "-a-0" + zone.suffix();
            files.add(new RunFile(path, 1, Files.size(root.resolve(path))));
        }
        commit(run, replaced, files);
    }

    private void commit(String run, List<String> replaced, List<RunFile> files) throws IOException {
        RunMarker.Tally counts = new RunMarker.Tally(100, 70, 20, 10);
        new RunMarker("transactions", run, "transactions@1", "test", counts, files, replaced)
                .commit(new LocalFiles(), zones.lake());
    }

    @Test
    void a_line_in_the_folder_of_another_day_is_found() throws IOException {
        Path other = Files.createDirectories(root.resolve("error/transactions/dt=2025-04-07"));
        Files.move(root.resolve(ERROR_0), other.resolve("part-0.ndjson"));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.WRONG_DAY, 30L));
        assertFault(audit, Kind.WRONG_DAY, 0, 7, "error/transactions/dt=2025-04-07/part-0.ndjson");
    }

    @Test
    void a_duplicate_of_a_duplicate_dangles() throws IOException {
        Position position = SampleLake.position(1, PER_SPLIT);
        zones.raw("part-2", List.of(SampleLake.source(position)));
        zones.error("part-2", List.of(zones.duplicate(position, SampleLake.position(0, 9))));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.DANGLING_DUPLICATE, 1L));
        assertFault(audit, Kind.DANGLING_DUPLICATE, 1, PER_SPLIT, ERROR_0.replace("part-0", "part-2"));
    }

    @Test
    void a_flood_of_one_kind_does_not_hide_another() throws IOException {
        Files.delete(root.resolve(ERROR_0));
        zones.clean("part-2", List.of(zones.cleanRecord(SampleLake.position(5, 1L << 40))));
        Audit audit = audit();
        assertThat(audit.faults()).isEqualTo(Map.of(Kind.LOST, 30L, Kind.FOREIGN, 1L));
        assertThat(audit.named()).hasSize(Audit.NAMED);
        assertFault(audit, Kind.FOREIGN, 5, 1L << 40, CLEAN_0.replace("part-0", "part-2"));
    }

    @Test
    void progress_ends_at_all_files() throws IOException {
        List<Long> done = new ArrayList<>();
        Books.audit(
                new LocalFiles(),
                zones.lake(),
                SampleLake.DATASET,
                OffsetAuthority.none(),
                (files, ofFiles, bytes, ofBytes) -> done.add(ofFiles - files));
        assertThat(done).containsExactly(5L, 4L, 3L, 2L, 1L, 0L);
    }

    private Audit audit() throws IOException {
        return audit(OffsetAuthority.none());
    }

    private Audit audit(OffsetAuthority authority) throws IOException {
        Lake lake = zones.lake();
        return Books.audit(new LocalFiles(), lake, SampleLake.DATASET, authority, Progress.none());
    }

    private static void assertFault(Audit audit, Kind kind, int split, long offset, String... files) {
        assertThat(audit.named()).anySatisfy(fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.split()).isEqualTo(new Split(SampleLake.DATASET, String.valueOf(split)));
            assertThat(fault.offset()).hasValue(offset);
            assertThat(fault.files()).contains(files);
        });
    }

    private static List<String> files(Audit audit, Kind kind) {
        return audit.named().stream()
                .filter(fault -> fault.kind() == kind)
                .flatMap(fault -> fault.files().stream())
                .toList();
    }

    private void cut(String file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(root.resolve(file));
        Files.write(root.resolve(file), Arrays.copyOf(whole, whole.length - bytes));
    }

    private static List<SourceRecord> sources(int split) {
        List<SourceRecord> records = new ArrayList<>();
        for (long offset = 0; offset < PER_SPLIT; offset++) {
            records.add(SampleLake.source(SampleLake.position(split, offset)));
        }
        return records;
    }

    private List<CleanRecord> clean(int split) {
        List<CleanRecord> records = new ArrayList<>();
        for (long offset = 0; offset < PER_SPLIT; offset++) {
            if (offset % 10 < 7) {
                records.add(zones.cleanRecord(SampleLake.position(split, offset)));
            }
        }
        return records;
    }

    private List<ErrorRecord> errors(int split) {
        List<ErrorRecord> records = new ArrayList<>();
        for (long offset = 0; offset < PER_SPLIT; offset++) {
            if (offset % 10 == 9) {
                records.add(duplicate(split, offset));
            } else if (offset % 10 >= 7) {
                records.add(rejected(split, offset));
            }
        }
        return records;
    }

    private ErrorRecord rejected(int split, long offset) {
        return zones.rejected(SampleLake.position(split, offset));
    }

    private ErrorRecord duplicate(int split, long offset) {
        return zones.duplicate(SampleLake.position(split, offset), SampleLake.position(split, 0));
    }

    /** A source that knows split 0 only. */
    private record Source(long begin, long end, Set<Long> records) implements OffsetAuthority {
        @Override
        public Map<Split, Range> ranges(Set<String> sources) {
            return Map.of(new Split(SampleLake.DATASET, "0"), new Range(begin, end));
        }

        @Override
        public OptionalLong firstRecord(Split split, long from, long to) {
            return new TreeSet<>(records)
                    .subSet(from, Math.max(from, to)).stream()
                            .mapToLong(Long::longValue)
                            .findFirst();
        }
    }
}
