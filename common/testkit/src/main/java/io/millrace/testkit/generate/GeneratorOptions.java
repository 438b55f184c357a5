package io.millrace.testkit.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What records to make. The same options make the same records, byte for byte, on every machine.
 *
 * @param first the index to begin with: records from 0 to 99 and from 100 to 199 are those from 0 to 199
 * @param count empty for records without end
 */
public record GeneratorOptions(
        String dataset,
        long seed,
        long first,
        OptionalLong count,
        Carrier carrier,
        Mix mix,
        Timeline timeline,
        Population population) {

    public static final long DEFAULT_SEED = 1;

    public GeneratorOptions {
        if (first < 0 || count.orElse(0) < 0) {
            throw new IllegalArgumentException("first or count is negative: " + first + ", " + count);
        }
    }

    /** The datasets that the generator knows. */
    public static List<String> datasets() {
        return Shape.names();
    }

    /** Records without end for a dataset that the generator knows, with the default mix. */
    public static GeneratorOptions of(String dataset, Carrier carrier) {
        return new GeneratorOptions(
                dataset,
                DEFAULT_SEED,
                0,
                OptionalLong.empty(),
                carrier,
                Mix.usual(dataset, carrier),
                Timeline.DEFAULT,
                Population.DEFAULT);
    }

    public GeneratorOptions withSeed(long value) {
        return new GeneratorOptions(dataset, value, first, count, carrier, mix, timeline, population);
    }

    public GeneratorOptions withFirst(long value) {
        return new GeneratorOptions(dataset, seed, value, count, carrier, mix, timeline, population);
    }

    public GeneratorOptions withCount(long value) {
        return new GeneratorOptions(dataset, seed, first, OptionalLong.of(value), carrier, mix, timeline, population);
    }

    public GeneratorOptions withMix(Mix value) {
        return new GeneratorOptions(dataset, seed, first, count, carrier, value, timeline, population);
    }

    public GeneratorOptions withTimeline(Timeline value) {
        return new GeneratorOptions(dataset, seed, first, count, carrier, mix, value, population);
    }

    public GeneratorOptions withPopulation(Population value) {
        return new GeneratorOptions(dataset, seed, first, count, carrier, mix, timeline, value);
    }

    /**
     * Shares from 0 to 1.
     *
     * @param duplicates records that repeat the key of an earlier one: byte for byte, with other content, or with the
     *     key spelled differently
     * @param bad share of each kind of bad record; kinds that the dataset or the carrier cannot show are left out
     * @param late good records whose event lies hours to days before its neighbours'
     * @param spelled good records in an unusual spelling that means the same: white space, order of members, escapes,
     *     numbers such as 15e-1, time zones
     */
    public record Mix(double duplicates, Map<BadKind, Double> bad, double late, double spelled) {

        public static final double DEFAULT_DUPLICATES = 0.02;
        public static final double DEFAULT_BAD = 0.03;
        public static final double DEFAULT_LATE = 0.02;
        public static final double DEFAULT_SPELLED = 0.10;

        public Mix {
            Map<BadKind, Double> shares = new EnumMap<>(BadKind.class);
            shares.putAll(bad);
            bad = Map.copyOf(shares);
            double sum = duplicates;
            for (double share : bad.values()) {
                requireShare("bad", share);
                sum += share;
            }
            requireShare("duplicates", duplicates);
            requireShare("late", late);
            requireShare("spelled", spelled);
            if (sum > 1) {
                throw new IllegalArgumentException("duplicates and bad records together are more than all: " + sum);
            }
        }

        public static Mix usual(String dataset, Carrier carrier) {
            return new Mix(
                    DEFAULT_DUPLICATES, BadKind.evenly(DEFAULT_BAD, dataset, carrier), DEFAULT_LATE, DEFAULT_SPELLED);
        }

        /** Good records only, each once, in time and plainly spelled. */
        public static Mix clean() {
            return new Mix(0, Map.of(), 0, 0);
        }

        private static void requireShare(String name, double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share of " + name + " is not between 0 and 1: " + share);
            }
        }
    }

    /** When events happen: the first at {@code start}, then one every {@code interval}; never by the clock. */
    public record Timeline(Instant start, Duration interval) {

        private static final Instant EARLIEST = Instant.parse("2020-02-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

        public static final Timeline DEFAULT =
                new Timeline(Instant.parse("2025-01-01T00:00:00Z"), Duration.ofMillis(500));

        public Timeline {
            if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
                throw new IllegalArgumentException(
                        "start is not between " + EARLIEST + " and " + LATEST + ": " + start);
            }
            if (interval.isNegative() || interval.toNanos() % 1000 != 0) {
                throw new IllegalArgumentException("interval is negative or finer than a microsecond: " + interval);
            }
        }
    }

    /**
     * Whom the records come from.
     *
     * @param accounts how many accounts (users, customers) there are; the n-th is used 1/n as often as the first
     * @param sourceSystems how many systems send records; 1 to 8
     * @param partitions over how many partitions keys are spread
     */
    public record Population(int accounts, int sourceSystems, int partitions) {

        public static final int MAX_SOURCE_SYSTEMS = 8;
        public static final Population DEFAULT = new Population(10_000, 4, 4);

        public Population {
            if (accounts < 1 || accounts > 1_000_000) {
                throw new IllegalArgumentException("accounts are not between 1 and 1000000: " + accounts);
            }
            if (sourceSystems < 1 || sourceSystems > MAX_SOURCE_SYSTEMS) {
                throw new IllegalArgumentException(
                        "source systems are not between 1 and " + MAX_SOURCE_SYSTEMS + ": " + sourceSystems);
            }
            if (partitions < 1) {
                throw new IllegalArgumentException("partitions are less than 1: " + partitions);
            }
        }
    }
}
