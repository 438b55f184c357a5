package io.millrace.finalizer.load;

import io.millrace.finalizer.model.KeptKey;
import io.millrace.zones.Lake;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The kept keys of a lake: {@code keys/NNNNNNNNNN.json}, numbered without gaps, an object of JSON a line. A file is
 * created once, so that of several warehouses on a lake one gives a number and the others find it there.
 */
final class LakeKeys {

    private static final byte[] DIMENSION = ascii("{\"dimension\":");
    private static final byte[] NATURAL = ascii(",\"natural\":");
    private static final byte[] SURROGATE = ascii(",\"surrogate\":");
    private static final byte[] END = ascii("}\n");

    private final ZoneFiles files;
    private final Lake lake;
    private final Set<KeptKey> known = new LinkedHashSet<>();
    private int count;

    LakeKeys(ZoneFiles files, Lake lake) {
        this.files = files;
        this.lake = lake;
    }

    /** Reads what has come since the last time; gives all that is known. */
    Set<KeptKey> read() throws IOException {
        for (ZoneFile file : files.list(lake.keys())) {
            if (file.name().compareTo(name(count)) > 0) {
                read(file);
                count++;
            }
        }
        return Set.copyOf(known);
    }

    /**
     * Keeps those of these that the lake does not have.
     *
     * @throws FileAlreadyExistsException when somebody else has kept some since they were read
     */
    void keep(Collection<KeptKey> keys) throws IOException {
        Set<KeptKey> fresh = new LinkedHashSet<>(keys);
        fresh.removeAll(known);
        if (fresh.isEmpty()) {
            return;
        }
        LineBuffer lines = new LineBuffer();
        for (KeptKey key : fresh) {
            lines.raw(DIMENSION).text(key.dimension()).raw(NATURAL).text(key.natural());
            lines.raw(SURROGATE).number(key.surrogate()).raw(END);
        }
        files.create(lake.keys().resolve(name(count + 1)), lines.toBytes());
        known.addAll(fresh);
        count++;
    }

    private void read(ZoneFile file) throws IOException {
        try (InputStream in = Channels.newInputStream(files.open(file.uri()))) {
            byte[] text = in.readAllBytes();
            JsonCursor cursor = new JsonCursor().on(text, 0, text.length);
            while (cursor.position() < text.length) {
                cursor.expect(DIMENSION);
                String dimension = cursor.text();
                cursor.expect(NATURAL);
                String natural = cursor.text();
                cursor.expect(SURROGATE);
                known.add(new KeptKey(dimension, natural, Math.toIntExact(cursor.number())));
                cursor.expect(END);
            }
        } catch (JsonLineException | ArithmeticException e) {
            throw new IOException(file.uri() + " does not hold the numbers of keys: " + e.getMessage(), e);
        }
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%010d.json", number);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
