package io.millrace.flink.sink;

import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;

/** Lines of the error zone, by the plan as it arrived in the task. */
final class ErrorLines implements LineFiles.LineFormat<ErrorRecord> {

    private static final long serialVersionUID = 1;

    private final ShippedPlan plan;
    private transient ErrorLine lines;

    ErrorLines(ShippedPlan plan) {
        this.plan = plan;
    }

    @Override
    public void write(ErrorRecord record, LineBuffer out) {
        if (lines == null) {
            lines = new ErrorLine(plan.plan());
        }
        lines.write(record, out);
    }
}
