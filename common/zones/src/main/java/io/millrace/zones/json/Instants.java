package io.millrace.zones.json;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Days and instants as the zones write them: four-digit years, micros, UTC. What lies outside the years 0001 to 9999
 * (a broker keeps whatever a producer says) is written as the nearest instant inside.
 */
public final class Instants {

    public static final int DATE_LENGTH = 10;
    public static final int TIMESTAMP_LENGTH = 27;

    /** 0001-01-01 and 9999-12-31 as epoch days. */
    public static final int MIN_DAY = -719162;

    public static final int MAX_DAY = 2932896;

    public static final long MICROS_OF_DAY = 86_400_000_000L;
    public static final long MIN_MICROS = MIN_DAY * MICROS_OF_DAY;
    public static final long MAX_MICROS = (MAX_DAY + 1) * MICROS_OF_DAY - 1;

    private static final int DAYS_OF_ERA = 146_097;
    /** Days from 0000-03-01, where the calendar repeats with the leap day last, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private Instants() {}

    public static long clamp(long epochMicros) {
        return Math.max(MIN_MICROS, Math.min(MAX_MICROS, epochMicros));
    }

    /** The epoch day, in UTC, of an instant. */
    public static int day(long epochMicros) {
        return (int) Math.floorDiv(clamp(epochMicros), MICROS_OF_DAY);
    }

    static int writeTimestamp(long epochMicros, byte[] out, int at) {
        long micros = clamp(epochMicros);
        int end = writeDate(Math.floorDiv(micros, MICROS_OF_DAY), out, at);
        long ofDay = Math.floorMod(micros, MICROS_OF_DAY);
        int second = (int) (ofDay / 1_000_000);
        out[end] = 'T';
        digits(second / 3600, 2, out, end + 1);
        out[end + 3] = ':';
        digits(second / 60 % 60, 2, out, end + 4);
        out[end + 6] = ':';
        digits(second % 60, 2, out, end + 7);
        out[end + 9] = '.';
        digits((int) (ofDay % 1_000_000), 6, out, end + 10);
        out[end + 16] = 'Z';
        return end + 17;
    }

    /** Reads exactly what {@link #writeTimestamp} writes. */
    static long parseTimestamp(byte[] text, int size) {
        if (size != TIMESTAMP_LENGTH
                || text[10] != 'T'
                || text[13] != ':'
                || text[16] != ':'
                || text[19] != '.'
                || text[26] != 'Z') {
            throw new DateTimeException("not an instant");
        }
        int hour = parse(text, 11, 2);
        int minute = parse(text, 14, 2);
        int second = parse(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no such time of day");
        }
        long seconds = hour * 3600L + minute * 60L + second;
        return parseDate(text, DATE_LENGTH) * MICROS_OF_DAY + seconds * 1_000_000 + parse(text, 20, 6);
    }

    static long parseDate(byte[] text, int size) {
        if (size != DATE_LENGTH || text[4] != '-' || text[7] != '-') {
            throw new DateTimeException("not a date");
        }
        return LocalDate.of(parse(text, 0, 4), parse(text, 5, 2), parse(text, 8, 2))
                .toEpochDay();
    }

    private static int parse(byte[] text, int at, int count) {
        int value = 0;
        for (int place = at; place < at + count; place++) {
            int digit = text[place] - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            value = 10 * value + digit;
        }
        return value;
    }

    static int writeDate(long epochDay, byte[] out, int at) {
        int shifted = (int) Math.max(MIN_DAY, Math.min(MAX_DAY, epochDay)) + DAYS_TO_EPOCH;
        int era = Math.floorDiv(shifted, DAYS_OF_ERA);
        int dayOfEra = shifted - era * DAYS_OF_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        digits(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), 4, out, at);
        out[at + 4] = '-';
        digits(month, 2, out, at + 5);
        out[at + 7] = '-';
        digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2, out, at + 8);
        return at + DATE_LENGTH;
    }

    private static void digits(int value, int count, byte[] out, int at) {
        int rest = value;
        for (int place = at + count - 1; place >= at; place--) {
            out[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
