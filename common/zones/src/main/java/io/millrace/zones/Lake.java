package io.millrace.zones;

import io.millrace.zones.json.Instants;
import io.millrace.zones.json.LineBuffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where everything of a lake stands, directly under its root: {@code raw|clean|error/<dataset>/dt=YYYY-MM-DD/},
 * {@code runs/<dataset>/<run>.json}, {@code keys/}, and the state of the jobs under {@code _state/}. No name that is given to it can
 * lead out of its folder.
 */
public final class Lake {

    private static final Pattern DATASET = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9=_.-]{0,199}");
    private static final String PARTITION_KEY = "dt=";

    private final URI root;

    /** @param root an absolute URI of a folder, with or without the slash at its end */
    public Lake(URI root) {
        if (!root.isAbsolute() || root.isOpaque() || root.getQuery() != null || root.getFragment() != null) {
            throw new IllegalArgumentException(
                    "a lake needs the absolute URI of a folder, such as file:///data/lake: " + root);
        }
        this.root = root.getPath().endsWith("/") ? root : URI.create(root + "/");
    }

    public URI root() {
        return root;
    }

    /** The folder of a dataset in a zone, with the slash at its end. */
    public URI folder(Zone zone, String dataset) {
        return root.resolve(zone.folder() + "/" + dataset(dataset) + "/");
    }

    /** The folder of a day in it. */
    public URI partition(Zone zone, String dataset, int epochDay) {
        return folder(zone, dataset).resolve(partitionName(epochDay) + "/");
    }

    /** The folder of the markers of a dataset's bounded runs. */
    public URI runs(String dataset) {
        return root.resolve("runs/" + dataset(dataset) + "/");
    }

    /** The one object that commits a bounded run. */
    public URI marker(String dataset, String run) {
        return runs(dataset).resolve(segment(run) + ".json");
    }

    /** The folder of the numbers that warehouses have given to natural keys and that no formula gives. */
    public URI keys() {
        return root.resolve("keys/");
    }

    /** The folder in which a bounded run of a dataset puts its files together; no reader of the zones looks there. */
    public URI staging(String dataset) {
        return root.resolve("_staging/" + dataset(dataset) + "/");
    }

    /** The folder of checkpoints and savepoints of a job; no reader of the zones looks there. */
    public URI state(String job) {
        return root.resolve("_state/" + segment(job) + "/");
    }

    /** {@code dt=2025-04-06}: the name of a day's folder. */
    public static String partitionName(int epochDay) {
        LineBuffer date = new LineBuffer().date(epochDay);
        return PARTITION_KEY + new String(date.array(), 1, Instants.DATE_LENGTH, StandardCharsets.US_ASCII);
    }

    /** The name of the folder in raw and error of a record with this source time (epoch micros, UTC). */
    public static String partitionName(long sourceTime) {
        return partitionName(Instants.day(sourceTime));
    }

    /**
     * Any text as the name of one folder or file: letters, digits, {@code _ . -} stand for themselves, every other byte
     * of its UTF-8 is {@code =XX}; so is a dot or underline at its beginning, so that it is neither hidden nor a step up.
     */
    public static String escape(String name) {
        StringBuilder escaped = new StringBuilder(name.length());
        for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
            boolean first = escaped.length() == 0;
            if (isPlain(unit) && !(first && !isAlphanumeric(unit))) {
                escaped.append((char) unit);
            } else {
                escaped.append(String.format(Locale.ROOT, "=%02X", unit & 0xFF));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(byte unit) {
        return isAlphanumeric(unit) || unit == '_' || unit == '.' || unit == '-';
    }

    private static boolean isAlphanumeric(byte unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '0' && unit <= '9');
    }

    private static String dataset(String name) {
        if (!DATASET.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a dataset: " + escape(name));
        }
        return name;
    }

    private static String segment(String name) {
        if (!SEGMENT.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a file or folder in a lake: " + escape(name));
        }
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lake that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
