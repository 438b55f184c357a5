package io.millrace.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order in which the service lists names. */
final class Names {

    static final Comparator<String> BY_UTF8 = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private Names() {}
}
