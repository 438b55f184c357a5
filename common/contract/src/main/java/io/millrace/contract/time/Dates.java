package io.millrace.contract.time;

import java.nio.charset.StandardCharsets;

/** Days since 1970-01-01 and their text {@code YYYY-MM-DD}. */
public final class Dates {

    /** Answer of {@code parse} to text that is not a date by its shape. */
    public static final int WRONG_TYPE = Integer.MIN_VALUE;

    /** Answer of {@code parse} to text of the right shape that names no day of the years 0001 to 9999. */
    public static final int OUT_OF_RANGE = Integer.MIN_VALUE + 1;

    /** 0001-01-01. */
    public static final int MIN = -719_162;

    /** 9999-12-31. */
    public static final int MAX = 2_932_896;

    /** Bytes of a date's text. */
    public static final int LENGTH = 10;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_TO_1970 = 719_468;

    private Dates() {}

    public static int parse(String text) {
        byte[] bytes = Digits.bytes(text);
        return parse(bytes, 0, bytes.length);
    }

    /** The epoch day that the bytes spell, or {@link #WRONG_TYPE} or {@link #OUT_OF_RANGE}. */
    public static int parse(byte[] bytes, int from, int to) {
        return to - from == LENGTH ? parsePrefix(bytes, from, to) : WRONG_TYPE;
    }

    /** Like {@link #parse} for the first ten bytes, whatever follows. */
    static int parsePrefix(byte[] bytes, int from, int to) {
        if (to - from < LENGTH || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return WRONG_TYPE;
        }
        int year = Digits.read(bytes, from, 4, to);
        int month = Digits.read(bytes, from + 5, 2, to);
        int day = Digits.read(bytes, from + 8, 2, to);
        if ((year | month | day) < 0) {
            return WRONG_TYPE;
        }
        boolean exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
        return exists ? epochDay(year, month, day) : OUT_OF_RANGE;
    }

    public static boolean isFailure(int parsed) {
        return parsed <= OUT_OF_RANGE;
    }

    public static String text(int epochDay) {
        byte[] bytes = new byte[LENGTH];
        write(epochDay, bytes, 0);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Writes the ten bytes of a day between {@link #MIN} and {@link #MAX}. */
    public static void write(int epochDay, byte[] target, int at) {
        int shifted = epochDay + DAYS_TO_1970;
        int era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = shifted - era * DAYS_PER_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        Digits.write(year, target, at, 4);
        target[at + 4] = '-';
        Digits.write(month, target, at + 5, 2);
        target[at + 7] = '-';
        Digits.write(dayOfYear - (153 * marchMonth + 2) / 5 + 1, target, at + 8, 2);
    }

    /** Years begin in March here, so that the leap day is the last of its year. */
    private static int epochDay(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = marchYear / 400;
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * DAYS_PER_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - DAYS_TO_1970;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
