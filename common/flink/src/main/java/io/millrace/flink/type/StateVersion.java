package io.millrace.flink.type;

import java.io.IOException;

/** The byte in front of every value in state: a later release reads what an earlier one wrote, never the reverse. */
final class StateVersion {

    private StateVersion() {}

    static int expect(int found, int newest, String what) throws IOException {
        if (found < 1 || found > newest) {
            throw new IOException("the " + what + " in this checkpoint has format " + found
                    + ", and this release reads formats up to " + newest + "; start it with the release that wrote it");
        }
        return found;
    }
}
