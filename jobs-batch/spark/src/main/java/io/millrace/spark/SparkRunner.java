package io.millrace.spark;

import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.spark.store.HadoopOptions;
import io.millrace.zones.file.StorageOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Does the work of bounded runs on Spark: in this JVM, unless a master is named. */
public final class SparkRunner implements BoundedRunner {

    static final String NAME = "spark";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.RESUMES, Capability.SEALS));
    }

    @Override
    public boolean worksElsewhere() {
        return !new SparkConf().get("spark.master", "local").startsWith("local");
    }

    @Override
    public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
        SparkConf conf =
                SparkSettings.of(work.plan().dataset(), work.resources().parallelism(), Path.of(work.scratch()));
        SparkSession session = session(conf);
        try {
            return write(work, session, listener);
        } finally {
            session.stop();
        }
    }

    private static SparkSession session(SparkConf conf) throws RunFailure {
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (RuntimeException e) {
            throw SparkFailure.of("Spark did not start on " + conf.get("spark.master"), e);
        }
    }

    /** Does the work in a session that somebody else started. */
    static BoundedResult write(BoundedWork work, SparkSession session, BoundedListener listener)
            throws RunFailure, InterruptedException {
        // Not in Spark's own configuration, which its pages show.
        HadoopOptions.onto(session.sparkContext().hadoopConfiguration(), StorageOptions.get());
        listener.started(
                session.sparkContext().uiWebUrl().isDefined()
                        ? Optional.of(
                                URI.create(session.sparkContext().uiWebUrl().get()))
                        : Optional.empty());
        return new SparkJob(work, session).run(listener);
    }
}
