package io.millrace.batch;

/** A share of what {@link FlinkBatchContractTest} does, for every build. */
final class FlinkBatchShareTest extends FlinkBatchContract {

    private static final int SHARE = 6;

    @Override
    protected int oneOf() {
        return SHARE;
    }
}
