package io.millrace.zones.run;

import io.millrace.contract.Dedupe.Keep;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run asks of its runner. */
final class Requirements {

    private Requirements() {}

    /** Refuses a run that the runner cannot do. */
    static void check(BoundedRunner runner, Plan plan, List<InputFile> files) throws RunFailure {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.add(plan.contract().dedupe().keep() == Keep.FIRST ? Capability.KEEP_FIRST : Capability.KEEP_LAST);
        if (plan.contract().masksFields()) {
            missing.add(Capability.MASKS);
        }
        for (InputFile file : files) {
            missing.add(
                    switch (file.compression()) {
                        case NONE -> Capability.PLAIN_FILES;
                        case GZIP -> Capability.GZIP_FILES;
                        case ZSTD -> Capability.ZSTD_FILES;
                    });
        }
        missing.removeAll(runner.capabilities());
        if (!missing.isEmpty()) {
            String named = missing.stream().map(Capability::meaning).collect(Collectors.joining(", nor "));
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "the runner " + runner.name() + " is not one that " + named + "; choose another with --runner");
        }
    }
}
