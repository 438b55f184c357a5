package io.millrace.pipeline.run;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Hands the jobs of a run to a cluster that lives on without us. Found by {@link java.util.ServiceLoader}. */
public interface Submitter {

    /**
     * Submits a job a dataset, and returns as soon as the cluster has taken them.
     *
     * @throws RunFailure when the request cannot be carried out there, or the cluster does not take a job
     */
    List<Submitted> submit(RunRequest request, Cluster cluster) throws RunFailure;

    /** A cluster to submit to. */
    sealed interface Cluster {

        /**
         * A cluster that runs many jobs.
         *
         * @param rest where it answers
         * @param jar a file of this machine with the classes of the jobs
         */
        record Session(URI rest, URI jar) implements Cluster {}

        /** The cluster whose main method this is; its own configuration decides how the job runs. */
        record Own() implements Cluster {}
    }

    /** A job that a cluster has taken, and the page on which to watch it. */
    record Submitted(String dataset, String job, Optional<URI> page) {}
}
