package io.millrace.cli.doctor;

import java.util.List;

/** What a check found, and what to do about it. */
record Finding(String check, Health health, String found, List<String> advice) {

    Finding {
        advice = List.copyOf(advice);
    }

    enum Health {
        OK,
        /** Something that will only hurt some runs. */
        DOUBTFUL,
        BAD
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Health.OK, found, List.of());
    }

    static Finding doubtful(String check, String found, String... advice) {
        return new Finding(check, Health.DOUBTFUL, found, List.of(advice));
    }

    static Finding bad(String check, String found, String... advice) {
        return new Finding(check, Health.BAD, found, List.of(advice));
    }
}
