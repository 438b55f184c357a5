package io.millrace.cli.demo;

import io.millrace.pipeline.run.RunSummary;
import io.millrace.zones.books.Audit;
import java.net.URI;
import java.util.List;

/**
 * What a demo did: the run, the books, the warehouse's daily summary, and each point in which they were checked.
 *
 * @param dailySummary the answer to {@link DemoWarehouse#QUESTION}, as lines
 * @param objects what stands in the object store, as lines; none without one
 */
record DemoResult(
        RunSummary summary,
        URI lake,
        Audit audit,
        List<String> dailySummary,
        List<String> objects,
        List<DemoCheck> checks) {

    DemoResult {
        dailySummary = List.copyOf(dailySummary);
        objects = List.copyOf(objects);
        checks = List.copyOf(checks);
    }

    boolean isGood() {
        return audit.balanced() && checks.stream().allMatch(DemoCheck::holds);
    }
}
