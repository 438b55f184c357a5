package io.millrace.finalizer.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the SQL folder.
 *
 * @param inputs the objects that it reads, in the order of its header
 * @param zones the files of the lake that it reads itself
 * @param datasets the datasets whose rows reach it, through whatever lies between; {@code *} for all
 * @param own a hash of what its file decides of its rows
 * @param version a hash of what decides its rows, its inputs' included
 * @param isExcerpt whether its rows are those of its one input, with some of their columns as they are
 */
public record SqlObject(
        Kind kind,
        String name,
        Header header,
        List<String> inputs,
        List<ZoneInput> zones,
        Set<String> datasets,
        String own,
        String version,
        boolean isExcerpt) {

    private static final Pattern LATENESS = Pattern.compile("([0-9]{1,4}) (hour|day)s?");

    public String purpose() {
        return header.text(Header.PURPOSE);
    }

    /** {@code one row per …}; empty for a check. */
    public String grain() {
        return header.text(Header.GRAIN);
    }

    /** The columns by which a row is known; empty unless it is a table. */
    public List<String> key() {
        return header.list(Header.KEY);
    }

    /** Where its file stands in the SQL folder. */
    public String file() {
        return kind.folder() + "/" + name + ".sql";
    }

    String query() {
        return header.query();
    }

    /** The expression that gives the day (yyyymmdd) of a row; none means that it is computed as a whole. */
    Optional<String> day() {
        return Optional.ofNullable(header.entries().get(Header.DAY));
    }

    /** The part of the lake of which this fact holds every row, so that the two can be held against each other. */
    Optional<ZoneInput> books() {
        return header.says(Header.BOOKS) ? Optional.of(ZoneInput.parse(header.text(Header.BOOKS))) : Optional.empty();
    }

    /** The dataset of a row, as its books name it: the only one, or what its column says. */
    String dataset() {
        return books().map(
                        books -> books.dataset().equals(ZoneInput.ALL) ? "dataset" : Database.literal(books.dataset()))
                .orElse("null::varchar");
    }

    /** How long after its end a day is closed: what readers take for final. */
    Duration closes() {
        return lateness(header.text(Header.CLOSES)).orElse(Duration.ofDays(1));
    }

    /** A time such as {@code 6 hours}. */
    static Optional<Duration> lateness(String text) {
        Matcher time = LATENESS.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit = time.group(2).equals("day") ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        return Optional.of(Duration.of(Long.parseLong(time.group(1)), unit));
    }

    boolean readsDataset(String dataset) {
        return datasets.contains(ZoneInput.ALL) || datasets.contains(dataset);
    }
}
