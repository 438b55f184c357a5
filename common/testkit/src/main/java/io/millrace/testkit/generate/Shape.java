package io.millrace.testkit.generate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the records of one dataset look like. Holds the values of the record at hand, drawn from its key's index and its
 * content's; knows how to write and to break them, and what they are worth to the expectation.
 */
abstract class Shape {

    private static final Set<BadKind> OF_ANY_RECORD = EnumSet.of(
            BadKind.EMPTY,
            BadKind.TOO_LARGE,
            BadKind.INVALID_UTF8,
            BadKind.MALFORMED,
            BadKind.TOO_DEEP,
            BadKind.NOT_AN_OBJECT,
            BadKind.DUPLICATE_FIELD,
            BadKind.SEVERAL);

    /** Names of the datasets that the generator knows. */
    static List<String> names() {
        return List.of(Transactions.DATASET, UserActivity.DATASET, Orders.DATASET);
    }

    /** The shape of the dataset of these options. */
    static Shape of(GeneratorOptions options) {
        return switch (options.dataset()) {
            case Transactions.DATASET -> new Transactions(options);
            case UserActivity.DATASET -> new UserActivity(options);
            case Orders.DATASET -> new Orders(options);
            default ->
                throw new IllegalArgumentException("the generator knows no dataset " + options.dataset() + "; it knows "
                        + String.join(", ", names()));
        };
    }

    static Set<BadKind> badKindsOf(String dataset) {
        return of(new GeneratorOptions(
                        dataset,
                        0,
                        0,
                        OptionalLong.empty(),
                        Carrier.MESSAGES,
                        GeneratorOptions.Mix.clean(),
                        GeneratorOptions.Timeline.DEFAULT,
                        new GeneratorOptions.Population(1, 1, 1)))
                .badKinds();
    }

    private static final long QUARTER_HOUR = 900 * Instants.MICROS_PER_SECOND;

    private long dayKnownFor = Long.MIN_VALUE;
    private long day;

    /** The members in the order of the contract. */
    abstract List<Member> members();

    /** Whether the contract lets undeclared members pass. */
    abstract boolean allowsExtras();

    abstract boolean hasRules();

    /** Members that stand for a number, for literals that are no JSON at all. */
    abstract int numericMember();

    /** Draws the values of a record whose key belongs to one index and everything else to another. */
    abstract void draw(long keyIndex, long contentIndex);

    /** Changes the values so that they break rules and nothing else; says how many. */
    abstract int breakRules(Draws draws);

    abstract boolean isPresent(int member);

    abstract void write(int member, Payload out, Spelling spelling);

    /** The business key as message key. */
    abstract void writeKey(Payload out);

    /** The event in epoch micros. */
    abstract long eventTime();

    abstract int group();

    abstract List<String> groups();

    abstract int status();

    abstract List<String> statuses();

    /** What is summed up, in hundredths. */
    abstract long measure();

    /** Which columns of a clean row stand for measure, group and status. */
    abstract Expectation.Columns columns();

    /** The most bytes of a payload. */
    int maxBytes() {
        return 1 << 20;
    }

    /** The zone whose days partition the clean records. */
    ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** Whether a record with a later {@link #version} of a key is clean as well, rather than only the first. */
    boolean keepsVersions() {
        return false;
    }

    long version() {
        return 0;
    }

    /** Epoch day of the event in the dataset's zone, whose offset is a multiple of a quarter of an hour. */
    final long eventDay() {
        long quarter = Math.floorDiv(eventTime(), QUARTER_HOUR);
        if (quarter != dayKnownFor) {
            dayKnownFor = quarter;
            day = Instant.ofEpochSecond(quarter * 900)
                    .atZone(zone())
                    .toLocalDate()
                    .toEpochDay();
        }
        return day;
    }

    final Set<BadKind> badKinds() {
        EnumSet<BadKind> kinds = EnumSet.copyOf(OF_ANY_RECORD);
        members().forEach(member -> member.breaks().forEach(found -> kinds.add(found.kind())));
        if (hasRules()) {
            kinds.add(BadKind.RULE);
        }
        if (!allowsExtras()) {
            kinds.add(BadKind.UNKNOWN_FIELD);
        }
        return kinds;
    }
}
