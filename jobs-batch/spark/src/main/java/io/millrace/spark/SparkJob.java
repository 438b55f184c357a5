package io.millrace.spark;

import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.spark.dedupe.OneDoor;
import io.millrace.spark.judge.Candidates;
import io.millrace.spark.judge.HeldRows;
import io.millrace.spark.judge.JudgePortion;
import io.millrace.spark.judge.JudgePortion.Identity;
import io.millrace.spark.judge.JudgePortion.Keep;
import io.millrace.spark.read.Portion;
import io.millrace.spark.read.Portions;
import io.millrace.spark.store.ShippedStorage;
import io.millrace.spark.write.CleanColumns;
import io.millrace.spark.write.CleanFormat;
import io.millrace.spark.write.Tallies;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.Storage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The job of one bounded run. */
final class SparkJob {

    private static final long GLANCE_MILLIS = 500;
    private static final long PORTION_BYTES = 32L << 20;

    /** Partitions before Spark puts small ones together: none is so large that sorting it is slow. */
    private static final long SORTED_BYTES = 64L << 20;

    private static final int MOST_PARTITIONS = 4_000;
    private static final String COMMITS = "mapreduce.fileoutputcommitter.algorithm.version";
    private static final String BY_JOB = "1";
    private static final String BY_TASK = "2";

    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    private final BoundedWork work;
    private final SparkSession session;
    private final JavaSparkContext context;
    private final ShippedPlan plan;
    private final ShippedStorage storage = ShippedStorage.here();
    private final Tallies tallies = new Tallies();

    SparkJob(BoundedWork work, SparkSession shared) {
        this.work = work;
        session = shared.newSession();
        context = JavaSparkContext.fromSparkContext(shared.sparkContext());
        plan = ShippedPlan.of(work.plan());
        session.sparkContext().register(tallies, "tallies");
        long wanted = Math.max(work.resources().parallelism(), work.input().bytes() / SORTED_BYTES);
        session.conf().set(SHUFFLE_PARTITIONS, Math.min(MOST_PARTITIONS, wanted));
    }

    /** Waits for the end. An interrupted thread takes the job with it. */
    BoundedResult run(BoundedListener listener) throws RunFailure, InterruptedException {
        String group = UUID.randomUUID().toString();
        FutureTask<Void> job = new FutureTask<>(() -> {
            context.setJobGroup(group, work.plan().dataset(), true);
            write(records());
            return null;
        });
        Thread thread = new Thread(job, "spark-job");
        thread.setDaemon(true);
        thread.start();
        try {
            await(job, listener);
        } catch (InterruptedException e) {
            session.sparkContext().cancelJobGroupAndFutureJobs(group);
            thread.interrupt();
            thread.join();
            throw e;
        } catch (ExecutionException e) {
            throw SparkFailure.of("the run failed, and nothing of it counts", e.getCause());
        }
        return new BoundedResult(tallies.counts(), tallies.differing(), OptionalLong.empty());
    }

    private void await(FutureTask<Void> job, BoundedListener listener) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                job.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                listener.progress(tallies.progress());
            }
        }
    }

    /**
     * Wires the job.
     *
     * <pre>
     *   held ──────────────────────────────────┐
     *   input ─┬─► raw                         ├─► shuffled, sorted by key ─► one door ─► sorted by day ─► clean
     *          └─► judged ─────────────────────┘                                 │
     *                 └─► error                                                  └─► error
     * </pre>
     */
    private Dataset<Row> records() throws IOException {
        CleanColumns columns = new CleanColumns(work.plan());
        Dataset<Row> candidates = work.held().isEmpty() ? judged() : judged().union(held());
        return Candidates.sortedByKey(candidates)
                .mapPartitions(new OneDoor(plan, work.staging(), tallies, storage), Encoders.row(columns.schema()));
    }

    private Dataset<Row> judged() throws IOException {
        List<Portion> portions = Portions.of(work.input(), PORTION_BYTES);
        boolean byColumns = !work.held().isEmpty() && new CleanKeys(work.plan()).standForMasked();
        Identity identity = byColumns ? Identity.BY_COLUMNS : Identity.JUDGED;
        Keep keep = work.input() instanceof BoundedInput.RawZone ? Keep.NOWHERE : Keep.IN_RAW;
        JudgePortion judge = new JudgePortion(plan, work.maskKeys(), work.staging(), identity, keep, tallies, storage);
        return session.createDataFrame(
                context.parallelize(portions, Math.max(1, portions.size())).mapPartitions(judge), Candidates.SCHEMA);
    }

    private Dataset<Row> held() {
        List<String> files = work.held().stream().map(URI::toString).toList();
        int slices = Math.min(files.size(), 4 * work.resources().parallelism());
        return session.createDataFrame(
                context.parallelize(files, slices).flatMap(new HeldRows(plan, storage)), Candidates.SCHEMA);
    }

    /**
     * A task has one file open at a time: that of the day it is at. A store copies what is moved, so there a task moves its
     * files at once to where those of a job are; the files of a task that is done twice have the same names.
     */
    private void write(Dataset<Row> clean) {
        String folder = new Lake(work.staging())
                .folder(Zone.CLEAN, work.plan().dataset())
                .toString();
        CleanColumns.sortedByDay(clean)
                .write()
                .mode(SaveMode.Append)
                .format(CleanFormat.class.getName())
                .options(CleanFormat.options(work.plan()))
                .option(COMMITS, Storage.isLocal(work.staging()) ? BY_JOB : BY_TASK)
                .partitionBy(CleanColumns.DAY)
                .save(folder);
    }
}
