package io.millrace.duckdb;

import io.millrace.duckdb.sql.PlanScript;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The bounded runner {@code duckdb}: SQL decides the plain records, the row engine all others. */
public final class DuckDbRunner implements BoundedRunner {

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.RESUMES));
    }

    /** DuckDB itself reads what is on this machine only. */
    @Override
    public boolean readsObjectStores() {
        return false;
    }

    @Override
    public Optional<String> script(Plan plan, String input, String output) {
        return Optional.of(PlanScript.of(plan, input, output));
    }

    @Override
    public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
        try (DuckDbRun run = DuckDbRun.begin(work, listener)) {
            return run.write();
        } catch (SQLException e) {
            throw DuckDbFailure.of(e, work);
        } catch (IOException e) {
            throw DuckDbFailure.of(e, work);
        }
    }
}
