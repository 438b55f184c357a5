package io.millrace.contract.time;

import io.millrace.contract.Type.EpochUnit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Micros since 1970-01-01T00:00:00Z and their text, such as {@code 2025-04-06T10:00:00.123456Z}. */
public final class Timestamps {

    /** Answer of {@code parse} to text that is not a timestamp by its shape. */
    public static final long WRONG_TYPE = Long.MIN_VALUE;

    /** Answer to text of the right shape that names no such instant, or one outside the years 0001 to 9999 in UTC. */
    public static final long OUT_OF_RANGE = Long.MIN_VALUE + 1;

    /** 0001-01-01T00:00:00Z. */
    public static final long MIN = Dates.MIN * 86_400_000_000L;

    /** 9999-12-31T23:59:59.999999Z. */
    public static final long MAX = (Dates.MAX + 1) * 86_400_000_000L - 1;

    /** Bytes of a written timestamp. */
    public static final int LENGTH = 27;

    static final long SECOND = 1_000_000L;
    static final long DAY = 86_400 * SECOND;

    private Timestamps() {}

    /** The micros that the text spells, or a failure; {@code zone} is where it was when it names no offset. */
    public static long parse(String text, ZoneId zone) {
        byte[] bytes = Digits.bytes(text);
        return parse(bytes, 0, bytes.length, zone);
    }

    /** The micros that the text spells, or a failure; without an offset it is {@link #WRONG_TYPE}. */
    public static long parseWithOffset(String text) {
        return parse(text, null);
    }

    /**
     * The micros that the bytes spell, or {@link #WRONG_TYPE} or {@link #OUT_OF_RANGE}. In a gap of {@code zone} the
     * clock has moved forward by the gap, in an overlap the earlier offset holds.
     */
    public static long parse(byte[] bytes, int from, int to, ZoneId zone) {
        int day = Dates.parsePrefix(bytes, from, to);
        int timeFrom = from + Dates.LENGTH;
        if (day == Dates.WRONG_TYPE || timeFrom == to || !separates(bytes[timeFrom])) {
            return WRONG_TYPE;
        }
        long time = TimeOfDay.parse(bytes, timeFrom + 1, to);
        if (time == WRONG_TYPE) {
            return WRONG_TYPE;
        }
        int offsetFrom = TimeOfDay.end(bytes, timeFrom + 1, to);
        if (offsetFrom == to) {
            return zone == null
                    ? WRONG_TYPE
                    : Dates.isFailure(day) || time < 0 ? OUT_OF_RANGE : inZone(day, time, zone);
        }
        int offset = Offsets.parse(bytes, offsetFrom, to);
        if (offset == Offsets.WRONG_TYPE) {
            return WRONG_TYPE;
        }
        if (Dates.isFailure(day) || time < 0 || offset == Offsets.OUT_OF_RANGE) {
            return OUT_OF_RANGE;
        }
        return inRange(day * DAY + time - offset * SECOND);
    }

    /** An instant counted from 1970 in that unit, floored to micros, or {@link #OUT_OF_RANGE}. */
    public static long ofEpoch(long count, EpochUnit unit) {
        return switch (unit) {
            case NANOS -> inRange(Math.floorDiv(count, 1_000L));
            case MICROS -> inRange(count);
            case MILLIS -> count < MIN / 1_000 || count > MAX / 1_000 ? OUT_OF_RANGE : count * 1_000;
            case SECONDS -> count < MIN / SECOND || count > MAX / SECOND ? OUT_OF_RANGE : count * SECOND;
        };
    }

    /** Like {@link #ofEpoch(long, EpochUnit)} for counts beyond 64 bits, which nanos of a late century are. */
    public static long ofEpoch(BigInteger count, EpochUnit unit) {
        if (count.bitLength() < Long.SIZE) {
            return ofEpoch(count.longValue(), unit);
        }
        if (unit != EpochUnit.NANOS || count.bitLength() > 2 * Long.SIZE) {
            return OUT_OF_RANGE;
        }
        BigInteger[] micros = count.divideAndRemainder(BigInteger.valueOf(1_000));
        BigInteger floor = micros[1].signum() < 0 ? micros[0].subtract(BigInteger.ONE) : micros[0];
        return floor.bitLength() < Long.SIZE ? inRange(floor.longValue()) : OUT_OF_RANGE;
    }

    public static boolean isFailure(long parsed) {
        return parsed <= OUT_OF_RANGE;
    }

    public static String text(long micros) {
        byte[] bytes = new byte[LENGTH];
        write(micros, bytes, 0);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Writes the 27 bytes of an instant between {@link #MIN} and {@link #MAX}. */
    public static void write(long micros, byte[] target, int at) {
        int day = (int) Math.floorDiv(micros, DAY);
        long time = micros - day * DAY;
        Dates.write(day, target, at);
        target[at + 10] = 'T';
        TimeOfDay.write(time, target, at + 11);
        target[at + 26] = 'Z';
    }

    private static boolean separates(byte between) {
        return between == 'T' || between == 't' || between == ' ';
    }

    private static long inZone(int day, long time, ZoneId zone) {
        if (zone.getRules().isFixedOffset()) {
            return inRange(
                    day * DAY + time - zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() * SECOND);
        }
        // Of a gap and of an overlap these rules give the offset before it: forward by the gap, the earlier offset.
        LocalDateTime local = LocalDateTime.ofEpochSecond(day * 86_400L + time / SECOND, 0, ZoneOffset.UTC);
        return inRange(day * DAY + time - zone.getRules().getOffset(local).getTotalSeconds() * SECOND);
    }

    private static long inRange(long micros) {
        return micros < MIN || micros > MAX ? OUT_OF_RANGE : micros;
    }
}
