package io.millrace.finalizer;

import io.millrace.finalizer.load.Load;
import io.millrace.finalizer.load.PublishedModel;
import io.millrace.finalizer.publish.Published;
import io.millrace.finalizer.read.ParquetAnswer;
import io.millrace.finalizer.read.Question;
import io.millrace.finalizer.read.Relations;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.FailedCheck;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.ModelPlan;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.Relation;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.Version;
import io.millrace.pipeline.warehouse.Warehouse;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** The warehouse in DuckDB. */
public final class DuckWarehouse implements Warehouse {

    @Override
    public LoadSummary load(LoadRequest request, LoadListener listener) throws RunFailure {
        return Load.run(request, listener);
    }

    @Override
    public void query(QueryRequest request, RowSink sink) throws RunFailure {
        Question.ask(request, sink);
    }

    @Override
    public void queryParquet(QueryRequest request, OutputStream out) throws RunFailure {
        ParquetAnswer.write(request, out);
    }

    @Override
    public List<Relation> relations(WarehousePlace place, QueryRequest.At at) throws RunFailure {
        return Relations.of(place, at);
    }

    @Override
    public ModelPlan plan(WarehousePlace place, Path sql) throws RunFailure {
        return PublishedModel.plan(place, sql);
    }

    @Override
    public List<FailedCheck> check(WarehousePlace place, Path sql) throws RunFailure {
        return PublishedModel.check(place, sql);
    }

    @Override
    public List<Version> versions(WarehousePlace place) throws RunFailure {
        try {
            return new Published(place.folder()).readable();
        } catch (IOException e) {
            throw new RunFailure(Kind.INTERNAL, "the published versions cannot be listed: " + e.getMessage(), e);
        }
    }
}
