package io.millrace.pipeline.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the next load will build anew because the SQL differs from what the version published last was built with.
 *
 * @param version the version that was compared with; empty when there is none
 * @param everything why the whole warehouse will be built from the zones; empty when it will not be
 * @param steps what will be built otherwise, in the order of the data
 */
public record ModelPlan(OptionalLong version, Optional<String> everything, List<Step> steps) {

    public ModelPlan {
        steps = List.copyOf(steps);
    }

    /**
     * An object that will not stay as it is.
     *
     * @param file its file in the SQL folder
     * @param reason a clause
     * @param because the files whose change reaches it
     * @param files how many files of the zones will be read for it
     * @param rows how many rows of files or facts will be read for it
     */
    public record Step(String file, Action action, String reason, List<String> because, long files, long rows) {

        public Step {
            because = List.copyOf(because);
        }
    }

    /** What becomes of an object. */
    public enum Action {
        /** Filled again from the zones. */
        FILL,
        /** Computed again from all facts; only rows that come out otherwise change. */
        COMPUTE,
        /** A view that is defined again. */
        DEFINE,
        /** A check that looks at everything once. */
        CHECK,
        DROP
    }
}
