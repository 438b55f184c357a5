package io.millrace.pipeline.warehouse;

import io.millrace.pipeline.run.RunFailure;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Keeps the star schema of a lake and answers questions about it. Found by {@link java.util.ServiceLoader}. */
public interface Warehouse {

    /**
     * Loads every committed file that the ledger does not know, once, and publishes the result; with a pause in the
     * request, again and again until it is stopped.
     *
     * @return what the last load did
     * @throws RunFailure when nothing was loaded; the version published last goes on serving
     */
    LoadSummary load(LoadRequest request, LoadListener listener) throws RunFailure;

    /** Puts a question to a published version, which stays as long as it is read. Nothing can be changed by it. */
    void query(QueryRequest request, RowSink sink) throws RunFailure;

    /** Puts a question to a published version and writes the answer as one Parquet file. */
    void queryParquet(QueryRequest request, OutputStream out) throws RunFailure;

    /** What a published version holds, in the order of the data: dimensions, facts, marts, views. */
    List<Relation> relations(WarehousePlace place, QueryRequest.At at) throws RunFailure;

    /** What the next load will build anew because of this SQL; changes nothing and waits for nobody. */
    ModelPlan plan(WarehousePlace place, Path sql) throws RunFailure;

    /** Runs every check over the whole of the version published last, keys among them; gives those that do not hold. */
    List<FailedCheck> check(WarehousePlace place, Path sql) throws RunFailure;

    /** The versions that can be read, the newest first. */
    List<Version> versions(WarehousePlace place) throws RunFailure;
}
