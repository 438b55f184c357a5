package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.input.InputListing;
import io.millrace.zones.input.LineRecords;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanReader;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.ReprocessOrder;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunMarker.RunFile;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One run of a runner from files to the zones, and what it should have come to. */
record ContractRun(RunEnd.Committed end, LakeContent found, ExpectedLake expected, Audit audit) {

    /** Every file has this source time, unless its path says another. */
    static final LocalDate DATE = LocalDate.of(2025, 4, 6);

    static ContractRun of(
            BoundedRunner runner,
            Resources resources,
            Plan plan,
            List<MaskKey> keys,
            Path folder,
            Path input,
            Optional<LocalDate> date)
            throws RunFailure, IOException, InterruptedException {
        Lake lake = new Lake(folder.resolve("lake").toUri());
        List<String> inputs = List.of(input.toString());
        RunOrder order = new RunOrder(plan, keys, inputs, date, Repeat.PASS_OVER, resources);
        RunEnd end = new BoundedRuns(RunPlace.here(lake), runner).run(order, new Silence());
        ExpectedLake expected = new ExpectedLake(plan, keys);
        for (InputFile file : InputListing.of(inputs, date)) {
            try (LineRecords records = LineRecords.of(file)) {
                for (SourceRecord record = records.next(); record != null; record = records.next()) {
                    expected.take(record);
                }
            }
        }
        ActualLake.checkSeals(lake, plan, runner.capabilities());
        return of(lake, plan, end, expected);
    }

    private static ContractRun of(Lake lake, Plan plan, RunEnd end, ExpectedLake expected) throws IOException {
        checkFiles(lake, plan, end);
        Audit audit = Books.audit(new LocalFiles(), lake, plan.dataset(), OffsetAuthority.none(), Progress.none());
        return new ContractRun((RunEnd.Committed) end, ActualLake.read(lake, plan), expected, audit);
    }

    /** Has the runner judge what it has judged once more, from raw: the same is to come out. */
    ContractRun anew(BoundedRunner runner, Resources resources, Plan plan, List<MaskKey> keys, Path folder)
            throws RunFailure, IOException, InterruptedException {
        Lake lake = new Lake(folder.resolve("lake").toUri());
        ReprocessOrder order =
                new ReprocessOrder(plan, keys, new Days(DATE, DATE), "to see", Repeat.REPLACE, resources);
        return of(lake, plan, new BoundedRuns(RunPlace.here(lake), runner).reprocess(order, new Silence()), expected);
    }

    /** Every page of clean has a checksum that is right, every file as many rows as the marker says, each on its day. */
    private static void checkFiles(Lake lake, Plan plan, RunEnd end) throws IOException {
        for (RunFile file : ((RunEnd.Committed) end).marker().files()) {
            Path path = Path.of(lake.root().resolve(file.path()));
            if (path.toString().endsWith(Zone.CLEAN.suffix())) {
                long rows = 0;
                try (FileChannel channel = FileChannel.open(path);
                        CleanReader reader = new CleanParquet(plan).read(new ChannelInputFile(channel, file.path()))) {
                    for (CleanRecord row = reader.read(); row != null; row = reader.read()) {
                        assertThat(path.getParent().getFileName()).hasToString(Lake.partitionName(row.eventDay()));
                        rows++;
                    }
                }
                assertThat(rows).as(file.path()).isEqualTo(file.rows());
            }
        }
    }

    /** Runs into a lake that may hold something already. */
    static RunEnd.Committed committed(
            BoundedRunner runner, Resources resources, Plan plan, List<MaskKey> keys, Path lake, Path input)
            throws RunFailure, InterruptedException {
        RunOrder order =
                new RunOrder(plan, keys, List.of(input.toString()), Optional.of(DATE), Repeat.PASS_OVER, resources);
        return (RunEnd.Committed)
                new BoundedRuns(RunPlace.here(new Lake(lake.toUri())), runner).run(order, new Silence());
    }

    /** Counts, codes and books; not what the records are. */
    void checkSums() {
        assertThat(end.result().counts()).isEqualTo(expected.counts());
        assertThat(end.result().differing()).as("duplicates of other content").isEqualTo(expected.differing());
        assertThat(end.marker().codes()).isEqualTo(expected.counts().codes());
        assertThat(audit.named()).isEmpty();
        assertThat(audit.raw()).isEqualTo(expected.counts().read());
    }

    /** Everything. */
    void check() {
        assertThat(found.differences(expected.content())).isEmpty();
        checkSums();
    }
}
