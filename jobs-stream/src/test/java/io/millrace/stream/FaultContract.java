package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stream.Cycles.Outcome;
import io.millrace.stream.Cycles.Struck;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.http.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of a checkpoint and its commits that fail, each in every way in which a request can fail. */
abstract class FaultContract {

    /** Between the requests that fail in the short test; prime to the number of requests of a cycle. */
    private static final int STRIDE = 7;
    /** So many cycles without a failure mean that a cycle has no more requests. */
    private static final int MISSES = 2;

    @TempDir
    private Path folder;

    abstract Bucket open() throws IOException;

    @Test
    void a_request_that_fails_anywhere_in_a_checkpoint_costs_no_record() throws Exception {
        try (Bucket bucket = open();
                BrokerProcess broker = broker();
                Cycles cycles = Cycles.start(broker, bucket, folder)) {
            int requests = sum(cycles.plain()) * 3 / 4; // some cycles have a few less
            int request = 1;
            for (Fault fault : Fault.values()) {
                request = 1 + (request + STRIDE) % requests;
                assertThat(cycles.with(fault, request)).as("%s", fault).isPresent();
            }
            cycles.end();
            assertThat(bucket.requests()).doesNotContainKey("UNKNOWN");
        }
    }

    @ParameterizedTest
    @MethodSource
    @Tag("slow")
    void every_request_of_a_checkpoint_may_fail(Fault fault) throws Exception {
        try (Bucket bucket = open();
                BrokerProcess broker = broker();
                Cycles cycles = Cycles.start(broker, bucket, folder)) {
            int requests = sum(cycles.plain()) * 3 / 4; // some cycles have a few less
            Map<String, Map<Outcome, Integer>> outcomes = new TreeMap<>();
            int struck = 0;
            for (int request = 1, misses = 0; misses < MISSES; request++) {
                Optional<Struck> point = cycles.with(fault, request);
                misses = point.isEmpty() ? misses + 1 : 0;
                struck += point.isEmpty() ? 0 : 1;
                point.ifPresent(each -> outcomes.computeIfAbsent(each.request(), absent -> new TreeMap<>())
                        .merge(each.outcome(), 1, Integer::sum));
                tell(fault, request, point);
            }
            cycles.end();
            System.out.println(fault + ", " + struck + " requests: " + outcomes);
            assertThat(struck).isGreaterThanOrEqualTo(requests);
        }
    }

    /** All kinds, or those that {@code -Dmillrace.faults=RESET,TWICE} names. */
    static List<Fault> every_request_of_a_checkpoint_may_fail() {
        String named = System.getProperty("millrace.faults", "");
        return named.isEmpty()
                ? List.of(Fault.values())
                : Stream.of(named.split(",")).map(Fault::valueOf).toList();
    }

    private static void tell(Fault fault, int request, Optional<Struck> struck) {
        struck.filter(point -> point.outcome() != Outcome.ABSORBED)
                .ifPresent(point -> System.out.println(fault + " at request " + request + ": " + point));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private BrokerProcess broker() throws Exception {
        return BrokerProcess.start(
                BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker")));
    }
}
