package io.millrace.pipeline.run;

import io.millrace.pipeline.plan.Plan;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The engine of bounded runs. Found by {@link java.util.ServiceLoader}, chosen by name. It only does the work; which
 * files are read, whether the run may begin and whether it counts in the end is decided by whoever calls it, for all
 * engines alike.
 */
public interface BoundedRunner {

    /** The name by which a user chooses it, such as {@code flink-batch}. */
    String name();

    /** What it can do: everything, unless it says otherwise. */
    default Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** Whether it reads files by their URIs wherever they stand; one that does not is given copies on this machine. */
    default boolean readsObjectStores() {
        return true;
    }

    /**
     * Whether its tasks run on machines with which this one need not share a folder. Then the staging of a lake in an
     * object store, and every file that the work names, stand in that store too.
     */
    default boolean worksElsewhere() {
        return false;
    }

    /**
     * What it has its engine do with a plain file of JSON lines, as a script for the engine's own shell that writes clean
     * rows below the output folder; empty when the engine has no such language.
     */
    default Optional<String> script(Plan plan, String input, String output) {
        return Optional.empty();
    }

    /**
     * Reads the whole input, judges every record and writes a lake of its own under {@link BoundedWork#staging()}:
     * {@code raw|clean|error/<dataset>/dt=YYYY-MM-DD/}, files of any name with the suffix of their zone, nothing else.
     * Changes nothing outside of staging and scratch. Blocks; when its thread is interrupted it gives up soon.
     *
     * @throws RunFailure when it cannot go on; it says what, where, why and what to do
     * @throws InterruptedException when it was interrupted; what it wrote so far is rubbish
     */
    BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException;
}
