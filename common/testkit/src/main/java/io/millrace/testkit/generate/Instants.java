package io.millrace.testkit.generate;

import java.time.LocalDate;

/** Spells instants between the years 1000 and 9999; keeps the text of the day that it wrote last. */
final class Instants {

    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private static final int SPELLINGS = 9;
    private static final int[] OFFSET_MINUTES = {120, -330, 840};
    private static final String[] OFFSETS = {"+02:00", "-0530", "+14"};

    private final byte[] day = new byte[10];
    private long epochDay = Long.MIN_VALUE;

    /** In quotes. */
    void write(long micros, Payload out, Spelling spelling) {
        int form = spelling.pick(SPELLINGS);
        out.put('"');
        switch (form) {
            case 1 -> shortest(micros, out);
            case 2 -> full(micros, ' ', out);
            case 3 -> full(micros, 't', out).put('z');
            case 4, 5, 6 -> withOffset(micros, form - 4, out);
            case 7 -> full(micros, 'T', out).put("999Z");
            case 8 -> full(micros, ' ', out).put("+00:00");
            default -> full(micros, 'T', out).put('Z');
        }
        out.put('"');
    }

    private void withOffset(long micros, int offset, Payload out) {
        full(micros + OFFSET_MINUTES[offset] * 60L * MICROS_PER_SECOND, 'T', out)
                .put(OFFSETS[offset]);
    }

    private Payload full(long micros, int separator, Payload out) {
        return second(micros, separator, out).put('.').digits(Math.floorMod(micros, MICROS_PER_SECOND), 6);
    }

    /** Without the zeros at the end of the fraction, and without a fraction that is none. */
    private void shortest(long micros, Payload out) {
        second(micros, 'T', out);
        long fraction = Math.floorMod(micros, MICROS_PER_SECOND);
        int width = 6;
        for (; width > 0 && fraction % 10 == 0; width--) {
            fraction /= 10;
        }
        if (width > 0) {
            out.put('.').digits(fraction, width);
        }
        out.put('Z');
    }

    private Payload second(long micros, int separator, Payload out) {
        long newDay = Math.floorDiv(micros, MICROS_PER_DAY);
        if (newDay != epochDay) {
            LocalDate date = LocalDate.ofEpochDay(newDay);
            System.arraycopy(Json.bytes(date.toString()), 0, day, 0, day.length);
            epochDay = newDay;
        }
        long second = Math.floorMod(micros, MICROS_PER_DAY) / MICROS_PER_SECOND;
        return out.put(day)
                .put(separator)
                .digits(second / 3600, 2)
                .put(':')
                .digits(second / 60 % 60, 2)
                .put(':')
                .digits(second % 60, 2);
    }
}
