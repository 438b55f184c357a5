package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Ledger;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.finalizer.model.Kind;
import io.millrace.finalizer.model.ModelChange;
import io.millrace.finalizer.model.ModelProblems;
import io.millrace.finalizer.model.SqlModel;
import io.millrace.finalizer.publish.Published;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.FailedCheck;
import io.millrace.pipeline.warehouse.ModelPlan;
import io.millrace.pipeline.warehouse.ModelPlan.Action;
import io.millrace.pipeline.warehouse.ModelPlan.Step;
import io.millrace.pipeline.warehouse.Version;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;

/** The SQL beside the version published last, which nobody can lock. */
public final class PublishedModel {

    private final SqlModel model;
    private final Connection connection;

    private PublishedModel(SqlModel model, Connection connection) {
        this.model = model;
        this.connection = connection;
    }

    /** What the next load will build anew. */
    public static ModelPlan plan(WarehousePlace place, Path sql) throws RunFailure {
        return ask(
                place,
                sql,
                PublishedModel::plan,
                new ModelPlan(OptionalLong.empty(), Optional.of("nothing is published yet"), List.of()));
    }

    /** The checks that do not hold over everything; of SQL that has changed since nothing is asked. */
    public static List<FailedCheck> check(WarehousePlace place, Path sql) throws RunFailure {
        return ask(place, sql, (published, version) -> published.failed(), List.of());
    }

    /** What is asked of a version. */
    private interface Ask<T> {
        T of(PublishedModel model, long version) throws SQLException;
    }

    private static <T> T ask(WarehousePlace place, Path sql, Ask<T> ask, T ofNothing) throws RunFailure {
        try {
            SqlModel model = SqlModel.read(sql);
            Optional<Version> version = new Published(place.folder()).current();
            if (version.isEmpty()) {
                return ofNothing;
            }
            Properties settings = new Properties();
            settings.setProperty("duckdb.read_only", "true");
            settings.setProperty("memory_limit", place.memory());
            settings.setProperty("threads", Integer.toString(place.threads()));
            try (Connection connection = DriverManager.getConnection(
                    "jdbc:duckdb:" + version.get().file().toAbsolutePath(), settings)) {
                return ask.of(
                        new PublishedModel(model, connection), version.get().number());
            }
        } catch (ModelProblems e) {
            throw new RunFailure(RunFailure.Kind.USAGE, "the SQL in " + sql + " is not a model:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new RunFailure(RunFailure.Kind.USAGE, "the SQL in " + sql + " cannot be read: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw Failures.of("the version published last cannot be read", e);
        }
    }

    private List<FailedCheck> failed() throws SQLException {
        return model.check(connection).stream()
                .map(failed -> new FailedCheck(
                        failed.check(), failed.columns() + ": " + failed.rows().get(0), failed.look()))
                .toList();
    }

    private ModelPlan plan(long version) throws SQLException {
        long format = new Ledger(connection).format();
        if (format != Ledger.FORMAT) {
            String why = "version " + version + " is kept in format " + format + ", this release keeps format "
                    + Ledger.FORMAT;
            return new ModelPlan(OptionalLong.of(version), Optional.of(why), List.of());
        }
        List<LedgerFile> loaded = new Ledger(connection).loaded();
        List<Step> steps = new ArrayList<>();
        for (ModelChange change : model.changes(connection)) {
            if (change.kind() != Kind.STAGING) {
                steps.add(step(change, loaded));
            }
        }
        return new ModelPlan(OptionalLong.of(version), Optional.empty(), steps);
    }

    private Step step(ModelChange change, List<LedgerFile> loaded) throws SQLException {
        long files = 0;
        long rows = 0;
        Action action = action(change);
        if (action == Action.FILL) {
            for (LedgerFile file : loaded) {
                if (model.reads(Set.of(change.object()), file.dataset())) {
                    files++;
                    rows += file.rows();
                }
            }
        } else if (action == Action.COMPUTE) {
            rows = model.factRows(change.object(), connection);
        }
        return new Step(change.file(), action, change.toString(), change.because(), files, rows);
    }

    private static Action action(ModelChange change) {
        if (change.what() == ModelChange.What.GONE) {
            return Action.DROP;
        }
        return switch (change.kind()) {
            case STAGING, DIMENSION, FACT -> Action.FILL;
            case MART -> Action.COMPUTE;
            case VIEW -> Action.DEFINE;
            case CHECK -> Action.CHECK;
        };
    }
}
