package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.Runner;
import io.millrace.testkit.contract.Packs.Pack;
import io.millrace.testkit.fixture.Fixtures;
import io.millrace.zones.Lake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every runner of topics must do with the fixtures, those included that no line of a file can hold: each contract is a
 * dataset with a topic of its own, several of them run side by side until the topics end, and the lake is held against
 * what the row engine says in memory.
 */
public abstract class TopicContract {

    private static final int TOGETHER = 8;
    private static final int SAMPLE = 16;
    private static final int RECORDS_OF_SEED = 1_500;
    private static final long TIME =
            LocalDate.of(2025, 4, 6).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    /** Across all tests, for they share a broker: no topic has the name of an earlier one. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    private Path folder;

    /** Records of a topic with one partition, in their order; a null payload is a tombstone. */
    public record Feed(Plan plan, String topic, long timeMillis, List<byte[]> payloads) {}

    /** Writes the topics and runs all datasets into the lake until all that was written is read. */
    protected abstract void run(List<Feed> feeds, List<MaskKey> keys, Path lake) throws Exception;

    protected abstract Runner runner();

    @Test
    void the_table_of_runners_says_what_this_one_can() throws IOException {
        Matrix.check(runner().name(), runner().capabilities(), Waivers.committed());
    }

    /** The contracts that most fixtures share. */
    @Test
    void fixtures_of_some_contracts_come_out_of_topics_as_the_row_engine_says() throws Exception {
        List<Pack> packs = new ArrayList<>(Packs.of(Packs.cases(Fixtures.all())));
        packs.sort(Comparator.comparing((Pack pack) -> pack.cases().size()).reversed());
        agree(packs.subList(0, SAMPLE));
    }

    @Test
    @Tag("slow")
    void every_fixture_comes_out_of_topics_as_the_row_engine_says() throws Exception {
        agree(Packs.of(Packs.cases(Fixtures.all())));
    }

    /**
     * Random contracts, each with a topic of random records: {@code -Dmillrace.seeds} says how many, {@code -Dmillrace.seed}
     * which is the first.
     */
    @Test
    void random_records_of_random_contracts_come_out_of_topics_as_the_row_engine_says() throws Exception {
        long first = Long.getLong("millrace.seed", 1);
        int seeds = Integer.getInteger("millrace.seeds", TOGETHER);
        for (int at = 0; at < seeds; at += TOGETHER) {
            List<Feed> feeds = new ArrayList<>();
            for (long seed = first + at; seed < first + Math.min(seeds, at + TOGETHER); seed++) {
                feeds.add(random(seed));
            }
            together(feeds, feeds.stream().map(Feed::topic).toList());
        }
    }

    /** The dataset has the seed in its name, so that it stands in every failure. */
    private static Feed random(long seed) {
        String name = "seed_" + seed;
        Plan plan = RandomContract.of(seed).named(name);
        byte[] lines = new RandomRecords(plan, seed).lines(RECORDS_OF_SEED);
        List<byte[]> payloads = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n') {
                payloads.add(Arrays.copyOfRange(lines, from, at));
                from = at + 1;
            }
        }
        return new Feed(plan, name, TIME, payloads);
    }

    private void agree(List<Pack> packs) throws Exception {
        for (int at = 0; at < packs.size(); at += TOGETHER) {
            together(packs.subList(at, Math.min(packs.size(), at + TOGETHER)));
        }
    }

    private void together(List<Pack> packs) throws Exception {
        int run = RUNS.incrementAndGet();
        List<Feed> feeds = new ArrayList<>();
        for (int index = 0; index < packs.size(); index++) {
            feeds.add(feed("fixture_" + run + "_" + index, packs.get(index)));
        }
        together(feeds, packs.stream().map(Pack::cases).toList());
    }

    private void together(List<Feed> feeds, List<?> named) throws Exception {
        Path lake = Files.createDirectories(folder.resolve("lake" + RUNS.incrementAndGet()));
        run(feeds, Fixtures.KEYS, lake);
        for (int index = 0; index < feeds.size(); index++) {
            Feed feed = feeds.get(index);
            assertThat(ActualLake.read(new Lake(lake.toUri()), feed.plan()).differences(expected(feed)))
                    .as("%s", named.get(index))
                    .isEmpty();
            ActualLake.checkSeals(new Lake(lake.toUri()), feed.plan(), runner().capabilities());
        }
    }

    private static Feed feed(String name, Pack pack) {
        String contract =
                pack.cases().get(0).fixture().contract().replace("dataset: fixture\n", "dataset: " + name + "\n");
        Plan plan = Plans.plan(ContractCompiler.compile(name, contract.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
        List<byte[]> payloads = new ArrayList<>();
        pack.cases().forEach(each -> payloads.addAll(each.payloads()));
        return new Feed(plan, name, TIME, payloads);
    }

    private static LakeContent expected(Feed feed) {
        ExpectedLake expected = new ExpectedLake(feed.plan(), Fixtures.KEYS);
        for (int offset = 0; offset < feed.payloads().size(); offset++) {
            expected.take(new SourceRecord(
                    new Position(feed.topic(), "0", offset),
                    1000 * feed.timeMillis(),
                    null,
                    List.of(),
                    feed.payloads().get(offset)));
        }
        return expected.content();
    }
}
