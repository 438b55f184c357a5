package io.millrace.zones.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source time of a file: midnight, in UTC, of the date in its path, else when it was last modified. Never the clock
 * of the run.
 */
final class FileTime {

    private static final Pattern PARTITION = Pattern.compile("(?<=^|/)dt=(\\d{4}-\\d{2}-\\d{2})(?=/|$)");
    private static final Pattern DATE = Pattern.compile("(?<![0-9])(\\d{4}-\\d{2}-\\d{2})(?![0-9])");

    private FileTime() {}

    /** Epoch micros. */
    static long of(String path, long modified) {
        return last(PARTITION, path)
                .or(() -> last(DATE, path))
                .map(FileTime::midnight)
                .orElse(modified);
    }

    static long midnight(LocalDate date) {
        Instant instant = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        return Instant.EPOCH.until(instant, ChronoUnit.MICROS);
    }

    /** The innermost folder knows best, and the name of the file better than that. */
    private static Optional<LocalDate> last(Pattern pattern, String path) {
        LocalDate found = null;
        for (Matcher matcher = pattern.matcher(path); matcher.find(); ) {
            found = date(matcher.group(1)).orElse(found);
        }
        return Optional.ofNullable(found);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() < 1 ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
