package io.millrace.cli.demo;

import io.millrace.pipeline.run.RunSummary;
import io.millrace.zones.books.Audit;
import java.util.List;

/** What a demo did: the run, the books, and each point in which they were checked. */
record DemoResult(RunSummary summary, Audit audit, List<DemoCheck> checks) {

    DemoResult {
        checks = List.copyOf(checks);
    }

    boolean isGood() {
        return audit.balanced() && checks.stream().allMatch(DemoCheck::holds);
    }
}
