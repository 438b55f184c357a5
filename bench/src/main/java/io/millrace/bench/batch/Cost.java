package io.millrace.bench.batch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * What something took: seconds by the clock, and of the cores. The second says something on a machine that is busy with other
 * work as well.
 */
record Cost(double seconds, double coreSeconds) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Cost of(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        long cores = PROCESS.getProcessCpuTime();
        work.call();
        return new Cost((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cores) / 1e9);
    }

    /** The median of each. */
    static Cost median(List<Cost> costs) {
        return new Cost(median(costs, Cost::seconds), median(costs, Cost::coreSeconds));
    }

    Cost plus(Cost other) {
        return new Cost(seconds + other.seconds, coreSeconds + other.coreSeconds);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s (%.1f of the cores)", seconds, coreSeconds);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
        return costs.stream().mapToDouble(part).sorted().toArray()[costs.size() / 2];
    }
}
