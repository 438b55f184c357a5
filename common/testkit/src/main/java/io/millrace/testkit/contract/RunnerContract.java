package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.millrace.contract.Compiled;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.contract.Packs.Pack;
import io.millrace.testkit.fixture.FileFixture.Times;
import io.millrace.testkit.fixture.Fixtures;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.FileFeed;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.zones.Lake;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.input.InputListing;
import io.millrace.zones.input.LineRecords;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every bounded runner must do, end to end: from files through the engine to the zones, read back by readers that
 * are not ours, compared in everything with what the row engine says in memory. A runner proves itself by a subclass.
 */
public abstract class RunnerContract {

    private static final Waivers WAIVERS = Waivers.committed();

    private static final Resources RESOURCES = new Resources(2, 256L << 20);

    /** Fixtures that no line of a file can hold: tombstones, empty values, line feeds inside. */
    private static final int NO_LINES = 40;

    private static final int RECORDS = 20_000;

    /** Of which one in so many has a key of its own. */
    private static final int SKEWED = 1_500_000;

    private static final int OTHERS = 3;

    private static final int SEEDS = 20;
    private static final int RECORDS_OF_SEED = 1_500;

    /** One of so many seeds is judged from raw as well. */
    private static final int JUDGED_ANEW = 4;

    @TempDir
    private Path folder;

    private int runs;

    /** The runner that is to prove itself; asked once for each run. */
    protected abstract BoundedRunner runner();

    /** Of the runs over fixtures and random records one of so many is done. */
    protected int oneOf() {
        return 1;
    }

    private <T> Stream<T> share(List<T> all) {
        return IntStream.iterate(0, index -> index < all.size(), index -> index + oneOf())
                .mapToObj(all::get);
    }

    @TestFactory
    Stream<DynamicNode> every_fixture_comes_out_as_the_row_engine_says() throws IOException {
        List<Case> cases = new ArrayList<>(Packs.cases(Fixtures.all()));
        int all = cases.size();
        cases.removeIf(each -> !each.isLines());
        assertThat(all - cases.size()).as("fixtures that are no lines").isLessThan(NO_LINES);
        List<DynamicNode> nodes = new ArrayList<>();
        for (Pack pack : share(Packs.of(cases)).toList()) {
            nodes.add(tested(pack));
        }
        return nodes.stream();
    }

    private DynamicNode tested(Pack pack) throws IOException {
        Path input = begin();
        for (Case each : pack.cases()) {
            Files.write(input.resolve(each.source()), each.text());
        }
        String name = pack.cases().get(0).fixture().file() + ", " + pack.cases().size() + " fixtures";
        try {
            ContractRun run = run(pack.plan(), Fixtures.KEYS, input);
            List<DynamicTest> tests = new ArrayList<>();
            tests.add(DynamicTest.dynamicTest("counts and books", run::checkSums));
            for (Case each : pack.cases()) {
                tests.add(DynamicTest.dynamicTest(each.fixture().toString(), () -> compare(run, each)));
            }
            return DynamicContainer.dynamicContainer(name, tests);
        } catch (RunFailure | IOException | InterruptedException | RuntimeException e) {
            return DynamicTest.dynamicTest(name, () -> {
                throw new AssertionError("the run of " + pack.cases() + " failed", e);
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> every_fixture_of_files_comes_out_as_it_says() {
        return share(Fixtures.files())
                .map(fixture -> DynamicTest.dynamicTest(fixture.toString(), () -> tested(new FileCase(fixture))));
    }

    private void tested(FileCase each) throws Exception {
        Path input = begin();
        each.write(input);
        Plan plan = each.fixture().plan();
        ContractRun run = each.fixture().times() == Times.PATHS ? dated(plan, input) : run(plan, List.of(), input);
        run.check();
        each.check(run.found());
    }

    private void compare(ContractRun run, Case each) {
        LakeContent expected = run.expected().content().of(each.source());
        assertThat(expected.raw()).isNotEmpty();
        List<String> differences = run.found().of(each.source()).differences(expected);
        String name = each.fixture().proves() + " " + each.fixture().name();
        WAIVERS.of(runner().name(), name)
                .ifPresentOrElse(
                        waiver -> waiver.hold(differences, LocalDate.now(ZoneOffset.UTC)),
                        () -> assertThat(differences).isEmpty());
    }

    @Test
    void waivers_name_fixtures_that_there_are() {
        Set<String> names = Fixtures.all().stream()
                .map(fixture -> fixture.proves() + " " + fixture.name())
                .collect(Collectors.toSet());
        assertThat(WAIVERS.unknown(runner().name(), names)).isEmpty();
    }

    @Test
    void the_table_of_runners_says_what_this_one_can() throws IOException {
        Matrix.check(runner().name(), runner().capabilities(), WAIVERS);
    }

    @Test
    void files_are_read_line_by_line_however_they_are_stored() throws Exception {
        Path input = begin();
        String lines =
                "\uFEFF" + record(1) + "\r\n\n \t\n" + record(2) + "\n\r\n" + record(3) + " \r\nbad\r\n" + record(4);
        Files.writeString(input.resolve("plain"), lines);
        Files.write(input.resolve("gzip"), gzip(lines.replace("\"id\":", "\"id\":1")));
        Files.write(
                input.resolve("members"),
                joined(
                        gzip(lines.substring(0, 30).replace("\"id\":", "\"id\":2")),
                        gzip(""),
                        gzip(lines.substring(30).replace("\"id\":", "\"id\":2"))));
        Files.write(
                input.resolve("zstd"),
                Zstd.compress(lines.replace("\"id\":", "\"id\":3").getBytes(StandardCharsets.UTF_8)));
        Files.write(input.resolve("empty"), new byte[0]);
        Files.writeString(input.resolve("blank"), "\n\n  \n");
        Files.writeString(input.resolve("array.json"), "[" + record(5) + "]");
        Files.writeString(input.resolve("pretty.json"), "{\n  \"id\": 6\n}\n");
        ContractRun run = run(keepFirst(), List.of(), input);
        run.check();
        assertThat(run.end().marker().counts().clean()).isEqualTo(16);
    }

    @Test
    void lines_that_no_text_can_be_are_kept_as_they_came() throws Exception {
        Path input = begin();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Random random = new Random(7);
        for (int line = 0; line < 300; line++) {
            byte[] bytes = new byte[1 + random.nextInt(80)];
            random.nextBytes(bytes);
            text.writeBytes(bytes);
            text.writeBytes(("\n" + record(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.write(input.resolve("bytes"), text.toByteArray());
        run(keepFirst(), List.of(), input).check();
    }

    @Test
    void a_cut_file_fails_the_run_by_its_name() throws Exception {
        Path input = begin();
        byte[] whole = gzip(record(1) + "\n" + record(2) + "\n");
        Files.write(input.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> run(keepFirst(), List.of(), input))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("cut.gz");
    }

    @Test
    void the_first_record_of_a_key_is_that_of_the_earliest_file_and_line() throws Exception {
        Path input = begin();
        write(input, "dt=2025-04-08/a.ndjson", record(1) + "\n" + record(2) + "\n");
        write(input, "dt=2025-04-07/z.ndjson", record(2) + "\n" + record(1, 5) + "\n" + record(1) + "\n");
        write(input, "dt=2025-04-07/\uFFFF.ndjson", record(3) + "\n");
        write(input, "dt=2025-04-07/😀.ndjson", record(3) + "\n" + record(1) + "\n");
        ContractRun run = dated(keepFirst(), input);
        run.check();
        assertThat(run.found().clean().keySet())
                .containsExactlyInAnyOrder(
                        "dt=2025-04-07/z.ndjson/-/1", "dt=2025-04-07/z.ndjson/-/2", "dt=2025-04-07/\uFFFF.ndjson/-/1");
        assertThat(run.end().result().differing()).isEqualTo(3);
    }

    @Test
    void versions_of_a_key_are_clean_while_they_are_newer_across_files() throws Exception {
        Path input = begin();
        write(input, "dt=2025-04-07/a.ndjson", record(1, 5) + "\n" + record(2, 1) + "\n");
        write(input, "dt=2025-04-08/a.ndjson", record(1, 5) + "\n" + record(1, 4) + "\n" + record(1, 6) + "\n");
        write(input, "dt=2025-04-09/a.ndjson", record(1, 7) + "\n" + record(2, 0) + "\n" + record(1, 6) + "\n");
        ContractRun run = dated(keepLast(), input);
        run.check();
        assertThat(run.end().marker().counts().clean()).isEqualTo(4);
        assertThat(run.end().marker().counts().duplicate()).isEqualTo(4);
    }

    /** Keys, order and doors, with more lines than one task reads at a time. */
    @Test
    void many_records_of_few_keys_leave_by_the_same_doors() throws Exception {
        Path input = begin();
        Random random = new Random(11);
        for (int file = 0; file < 6; file++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < RECORDS / 6; line++) {
                text.append(record(random.nextInt(RECORDS / 3), random.nextInt(4)))
                        .append('\n');
            }
            String name = "dt=2025-04-0" + (1 + random.nextInt(3)) + "/" + file + ".ndjson";
            if (file % 2 == 0) {
                write(input, name, text.toString());
            } else {
                Files.createDirectories(input.resolve(name).getParent());
                Files.write(input.resolve(name), gzip(text.toString()));
            }
        }
        dated(keepFirst(), input).check();
        dated(keepLast(), input).check();
    }

    @Test
    void one_key_a_great_many_times_is_one_record() throws Exception {
        Path input = begin();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < RECORDS; line++) {
            text.append(record(1, line)).append('\n');
        }
        Files.writeString(input.resolve("one.ndjson"), text);
        ContractRun run = run(keepFirst(), List.of(), input);
        run.check();
        assertThat(run.found().clean().keySet()).containsExactly("one.ndjson/-/1");
    }

    /** More than is ever held at once, and one task has nearly all of it. */
    @Test
    @Tag("slow")
    void a_key_that_comes_a_million_times_fails_nothing() throws Exception {
        Path input = begin();
        try (BufferedWriter text = Files.newBufferedWriter(input.resolve("skewed.ndjson"))) {
            for (int line = 0; line < SKEWED; line++) {
                text.write(record(line % OTHERS == 0 ? 2 + line : 1, line));
                text.write('\n');
            }
        }
        Path lake = next("lake");
        RunEnd.Committed end = ContractRun.committed(runner(), RESOURCES, keepFirst(), List.of(), lake, input);
        long others = SKEWED / OTHERS;
        assertThat(end.marker().counts()).isEqualTo(new RunMarker.Tally(SKEWED, others + 1, 0, SKEWED - others - 1));
        assertThat(audited(lake).named()).isEmpty();
    }

    /** The n-th of fifteen accounts is used 1/n as often as the first, which has 30 % of all records then. */
    @Test
    @Tag("slow")
    void an_account_with_a_third_of_all_records_fails_nothing() throws Exception {
        GeneratorOptions records = GeneratorOptions.of("transactions", Carrier.LINES)
                .withCount(SKEWED)
                .withPopulation(new GeneratorOptions.Population(15, 4, 4));
        Expectation expected;
        Path input = begin();
        try (OutputStream out = Files.newOutputStream(input.resolve("skewed.ndjson"))) {
            expected = new FileFeed(out, Pace.UNLIMITED).run(new RecordGenerator(records), FeedListener.NONE);
        }
        Path lake = next("lake");
        RunEnd.Committed end =
                ContractRun.committed(runner(), RESOURCES, shipped("transactions"), Fixtures.KEYS, lake, input);
        assertThat(end.marker().counts())
                .isEqualTo(new RunMarker.Tally(
                        expected.read(), expected.clean(), expected.rejected(), expected.duplicate()));
        assertThat(audited(lake).named()).isEmpty();
    }

    @Test
    void what_remembers_for_a_moment_only_knows_the_whole_of_its_input() throws Exception {
        Path input = begin();
        Files.writeString(input.resolve("a"), (record(1) + "\n").repeat(500));
        ContractRun run = run(plan("dedupe: { keep: first, within: 1 ms }\n"), List.of(), input);
        run.check();
        assertThat(run.end().marker().counts().clean()).isEqualTo(1);
    }

    @Test
    void a_record_whose_key_the_lake_holds_is_a_duplicate_of_the_row_there() throws Exception {
        assumeTrue(runner().capabilities().contains(Capability.HELD_KEYS));
        for (String mask : List.of("", ", mask: { token: hmac, show_last: 0 }")) {
            Plan plan = plan("dedupe: { keep: first, within: 7 d }\n", mask);
            Path input = begin();
            Path lake = next("lake");
            write(input, "a.ndjson", record(1) + "\n" + record(2) + "\n");
            ContractRun.committed(runner(), RESOURCES, plan, Fixtures.KEYS, lake, input);
            write(input, "b.ndjson", record(3) + "\n" + record(2) + "\n" + record(1, 9) + "\n" + record(3) + "\n");
            RunEnd.Committed second = ContractRun.committed(runner(), RESOURCES, plan, Fixtures.KEYS, lake, input);
            assertThat(second.marker().counts()).isEqualTo(new RunMarker.Tally(4, 1, 0, 3));
            assertThat(second.result().differing()).isEqualTo(1);
            LakeContent found = ActualLake.read(new Lake(lake.toUri()), plan);
            assertThat(found.clean().keySet())
                    .containsExactlyInAnyOrder("a.ndjson/-/1", "a.ndjson/-/2", "b.ndjson/-/1");
            assertThat(found.error().get("b.ndjson/-/2")).contains("same key as the record at a.ndjson/-/2");
            assertThat(found.error().get("b.ndjson/-/3")).contains("same key as the record at a.ndjson/-/1");
            assertThat(found.error().get("b.ndjson/-/4")).contains("same key as the record at b.ndjson/-/1");
        }
    }

    @Test
    void versions_are_held_against_the_newest_that_the_lake_holds() throws Exception {
        assumeTrue(runner().capabilities().contains(Capability.HELD_KEYS));
        Path input = begin();
        Path lake = next("lake");
        write(input, "a.ndjson", record(1, 3) + "\n" + record(1, 5) + "\n");
        ContractRun.committed(runner(), RESOURCES, keepLast(), List.of(), lake, input);
        write(input, "b.ndjson", record(1, 4) + "\n" + record(1, 5) + "\n" + record(1, 6) + "\n");
        RunEnd.Committed second = ContractRun.committed(runner(), RESOURCES, keepLast(), List.of(), lake, input);
        assertThat(second.marker().counts()).isEqualTo(new RunMarker.Tally(3, 1, 0, 2));
        assertThat(second.marker().codes()).isEqualTo(Map.of(Code.STALE, 1L, Code.DUPLICATE, 1L));
    }

    /** Events are of one day, so that a clean file holds rows of several source days. */
    @Test
    void records_judged_anew_from_raw_leave_as_if_they_had_never_left_before() throws Exception {
        assumeTrue(runner().capabilities().contains(Capability.RAW_ZONE));
        for (String mask : List.of("", ", mask: { token: hmac, show_last: 0 }")) {
            Path input = begin();
            Path lake = next("lake");
            String lines = record(1, 1) + "\n" + record(2, 9) + "\nbad\n" + record(1, 3) + "\n" + record(3, 3) + "\n";
            for (int day = 6; day < 9; day++) {
                write(input, "dt=2025-04-0" + day + "/a.ndjson", lines.replace("\"id\":", "\"id\":" + day));
            }
            Plan before = limited(1, "max: 3", mask);
            BoundedRuns runs = new BoundedRuns(RunPlace.here(new Lake(lake.toUri())), runner());
            runs.run(
                    new RunOrder(
                            before,
                            Fixtures.KEYS,
                            List.of(input.toString()),
                            Optional.empty(),
                            Repeat.PASS_OVER,
                            RESOURCES),
                    new Silence());
            Plan after = limited(2, "min: 2", mask);

            RunMarker one = anew(lake, after, 7, 7);
            assertThat(one.counts()).isEqualTo(new RunMarker.Tally(5, 3, 2, 0));
            LakeContent mixed = ActualLake.read(new Lake(lake.toUri()), before);
            assertThat(mixed.clean().keySet())
                    .containsExactlyInAnyOrder(
                            "dt=2025-04-06/a.ndjson/-/1",
                            "dt=2025-04-06/a.ndjson/-/5",
                            "dt=2025-04-07/a.ndjson/-/2",
                            "dt=2025-04-07/a.ndjson/-/4",
                            "dt=2025-04-07/a.ndjson/-/5",
                            "dt=2025-04-08/a.ndjson/-/1",
                            "dt=2025-04-08/a.ndjson/-/5");
            assertThat(audited(lake).named()).isEmpty();

            anew(lake, after, 6, 8);
            ExpectedLake expected = new ExpectedLake(after, Fixtures.KEYS);
            for (InputFile file : InputListing.of(List.of(input.toString()), Optional.empty())) {
                try (LineRecords records = LineRecords.of(file)) {
                    for (SourceRecord record = records.next(); record != null; record = records.next()) {
                        expected.take(record);
                    }
                }
            }
            assertThat(ActualLake.read(new Lake(lake.toUri()), after).differences(expected.content()))
                    .isEmpty();
            assertThat(audited(lake).named()).isEmpty();
            assertThat(again(lake, after, 6, 8)).isInstanceOf(RunEnd.NothingNew.class);
        }
    }

    /** A record counts as late as the latest before it in its split: so the other split's comes first. */
    @Test
    void raw_records_whose_times_go_backwards_count_in_the_order_of_their_offsets() throws Exception {
        assumeTrue(runner().capabilities().contains(Capability.RAW_ZONE));
        Path lake = next("lake");
        long day = LocalDate.of(2025, 4, 6).toEpochDay() * Instants.MICROS_OF_DAY;
        Plan nothing = limited(1, "max: 0", "");
        Judge judge = new Judge(nothing, List.of());
        List<SourceRecord> records = List.of(
                streamed("0", 0, day + 100, "\n" + record(1, 1)),
                streamed("0", 1, day + 50, record(2, 1)),
                streamed("0", 2, day + 120, record(1, 2)),
                streamed("1", 0, day + 80, record(2, 2)),
                streamed("1", 1, day + 130, "{\n\"id\":3,\"at\":\"2025-04-06T10:00:00Z\",\"o\":1}"),
                streamed("10", 0, day + 130, record(3, 2)),
                streamed("2", 0, day + 130, record(3, 3)),
                new SourceRecord(new Position("topic", "2", 1), day + 130, null, List.of(), null));
        try (ZoneWriter zones = new ZoneWriter(new Lake(lake.toUri()), nothing)) {
            for (SourceRecord record : records) {
                zones.raw(record);
                zones.error(ErrorRecord.rejected(record, (Outcome.Rejected) judge.judge(record)));
            }
        }
        anew(lake, limited(2, "min: 1", ""), 6, 6);
        assertThat(ActualLake.read(new Lake(lake.toUri()), nothing).clean().keySet())
                .containsExactlyInAnyOrder("topic/0/0", "topic/1/0", "topic/1/1");
        assertThat(audited(lake).named()).isEmpty();
    }

    private static SourceRecord streamed(String split, long offset, long time, String payload) {
        return new SourceRecord(
                new Position("topic", split, offset), time, null, List.of(), payload.getBytes(StandardCharsets.UTF_8));
    }

    private RunMarker anew(Path lake, Plan plan, int from, int to) throws RunFailure, InterruptedException {
        return ((RunEnd.Committed) again(lake, plan, from, to)).marker();
    }

    private RunEnd again(Path lake, Plan plan, int from, int to) throws RunFailure, InterruptedException {
        Days days = new Days(LocalDate.of(2025, 4, from), LocalDate.of(2025, 4, to));
        ReprocessOrder order =
                new ReprocessOrder(plan, Fixtures.KEYS, days, "the contract changed", Repeat.PASS_OVER, RESOURCES);
        return new BoundedRuns(RunPlace.here(new Lake(lake.toUri())), runner()).reprocess(order, new Silence());
    }

    private static Audit audited(Path lake) throws IOException {
        return Books.audit(
                new LocalFiles(), new Lake(lake.toUri()), "fixture", OffsetAuthority.none(), Progress.none());
    }

    @Test
    void records_of_many_days_find_their_folders() throws Exception {
        Path input = begin();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 200; line++) {
            text.append("{\"id\":" + line + ",\"at\":\"" + (1900 + line) + "-02-28T23:30:00-01:00\",\"o\":1}\n");
        }
        Files.writeString(input.resolve("days.ndjson"), text);
        ContractRun run = run(keepFirst(), List.of(), input);
        run.check();
        assertThat(run.end().marker().files()).hasSizeGreaterThan(200);
    }

    /** {@code -Dmillrace.seeds} says how many contracts, {@code -Dmillrace.seed} which is the first. */
    @TestFactory
    Stream<DynamicTest> random_records_of_random_contracts_come_out_as_the_row_engine_says() {
        long first = Long.getLong("millrace.seed", 1);
        List<Long> seeds = LongStream.range(first, first + Integer.getInteger("millrace.seeds", SEEDS))
                .boxed()
                .toList();
        return share(seeds).map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> random(seed)));
    }

    private void random(long seed) throws Exception {
        RandomContract contract = RandomContract.of(seed);
        RandomRecords records = new RandomRecords(contract.plan(), seed);
        Path input = begin();
        for (int file = 0; file < 3; file++) {
            byte[] lines = records.lines(RECORDS_OF_SEED / 3);
            Files.write(input.resolve(file + ".ndjson"), file == 1 ? Zstd.compress(lines) : lines);
        }
        try {
            Path out = next("out");
            ContractRun run = ContractRun.of(
                    runner(), RESOURCES, contract.plan(), Fixtures.KEYS, out, input, Optional.of(ContractRun.DATE));
            run.check();
            assertThat(run.expected().counts().read()).isGreaterThan(RECORDS_OF_SEED / 2);
            if (seed % JUDGED_ANEW == 0 && runner().capabilities().contains(Capability.RAW_ZONE)) {
                run.anew(runner(), RESOURCES, contract.plan(), Fixtures.KEYS, out)
                        .check();
            }
        } catch (AssertionError | RunFailure e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\nunder the contract\n" + contract, e);
        }
    }

    private ContractRun run(Plan plan, List<MaskKey> keys, Path input)
            throws RunFailure, IOException, InterruptedException {
        return ContractRun.of(runner(), RESOURCES, plan, keys, next("out"), input, Optional.of(ContractRun.DATE));
    }

    private ContractRun dated(Plan plan, Path input) throws RunFailure, IOException, InterruptedException {
        return ContractRun.of(runner(), RESOURCES, plan, List.of(), next("out"), input, Optional.empty());
    }

    private Path begin() throws IOException {
        return next("in");
    }

    private Path next(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name + runs++));
    }

    private static void write(Path input, String name, String text) throws IOException {
        Files.createDirectories(input.resolve(name).getParent());
        Files.writeString(input.resolve(name), text);
    }

    private static String record(int id) {
        return record(id, 1);
    }

    private static String record(int id, int order) {
        return "{\"id\":" + id + ",\"at\":\"2025-04-06T10:00:00Z\",\"o\":" + order + "}";
    }

    private static Plan keepFirst() {
        return plan("dedupe: { keep: first, within: 7 d }\n");
    }

    private static Plan keepLast() {
        return plan("dedupe: { keep: last, order_by: o, within: 7 d }\n");
    }

    private static Plan plan(String dedupe) {
        return plan(dedupe, "");
    }

    private static Plan limited(int version, String limit, String mask) {
        return plan("dedupe: { keep: first, within: 7 d }\n", mask, version, ", " + limit);
    }

    private static Plan plan(String dedupe, String mask) {
        return plan(dedupe, mask, 1, "");
    }

    private static Plan plan(String dedupe, String mask, int version, String limit) {
        String contract =
                """
                contract: 1
                dataset: fixture
                version: VERSION
                owner: fixtures
                source: { format: json }
                key: [id]
                event_time: at
                partition: { by: event_time, zone: UTC }
                unknown_fields: keep
                fields:
                  - { name: id, type: bigint, required: true MASK }
                  - { name: at, type: timestamp, required: true }
                  - { name: o, type: int, required: true LIMIT }
                """.replace(" MASK", mask).replace(" LIMIT", limit).replace("VERSION", Integer.toString(version))
                        + dedupe;
        Compiled compiled = ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8));
        return Plans.plan(compiled.contract()
                .orElseThrow(() -> new IllegalStateException(compiled.problems().toString())));
    }

    private static Plan shipped(String dataset) throws IOException {
        Path file = Path.of(System.getProperty("millrace.home"), "contracts", dataset, "contract.yaml");
        Compiled compiled = ContractCompiler.compile(file.toString(), Files.readAllBytes(file));
        return Plans.plan(compiled.contract().orElseThrow());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
