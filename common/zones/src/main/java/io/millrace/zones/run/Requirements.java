package io.millrace.zones.run;

import io.millrace.contract.Dedupe.Keep;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.RawLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run asks of its runner. */
final class Requirements {

    private Requirements() {}

    /** Refuses a run that the runner cannot do. */
    static void check(BoundedRunner runner, Plan plan, List<InputFile> files) throws RunFailure {
        Set<Capability> missing = of(plan);
        for (InputFile file : files) {
            missing.add(
                    switch (file.compression()) {
                        case NONE -> Capability.PLAIN_FILES;
                        case GZIP -> Capability.GZIP_FILES;
                        case ZSTD -> Capability.ZSTD_FILES;
                    });
        }
        check(runner, missing);
    }

    /** Refuses a run over the raw zone that the runner cannot do. */
    static void checkRawZone(BoundedRunner runner, Plan plan) throws RunFailure {
        if (plan.contract().source().maxBytes() > RawLine.MAX_PAYLOAD) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "the contract allows records of " + plan.contract().source().maxBytes()
                            + " bytes, and raw keeps no more than " + RawLine.MAX_PAYLOAD
                            + " of one: what is longer cannot be judged from raw. Lower max_bytes.");
        }
        Set<Capability> needed = of(plan);
        needed.add(Capability.RAW_ZONE);
        check(runner, needed);
    }

    private static Set<Capability> of(Plan plan) {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        needed.add(plan.contract().dedupe().keep() == Keep.FIRST ? Capability.KEEP_FIRST : Capability.KEEP_LAST);
        if (plan.contract().masksFields()) {
            needed.add(Capability.MASKS);
        }
        return needed;
    }

    private static void check(BoundedRunner runner, Set<Capability> missing) throws RunFailure {
        missing.removeAll(runner.capabilities());
        if (!missing.isEmpty()) {
            String named = missing.stream().map(Capability::meaning).collect(Collectors.joining(", nor "));
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "the runner " + runner.name() + " is not one that " + named + "; choose another with --runner");
        }
    }
}
