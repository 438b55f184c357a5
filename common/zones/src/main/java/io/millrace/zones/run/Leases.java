package io.millrace.zones.run;

import io.millrace.zones.file.ZoneFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs of a dataset that say that they are at work in a lake which keeps no locks: {@code
 * _staging/<dataset>/<attempt>.<n>}, an object that its run replaces by the next again and again. A courtesy that spares
 * people work in vain: what a run that was believed dead can still do does not depend on it (see {@link RemoteStaging}).
 */
final class Leases {

    static final Duration RENEWED = Duration.ofSeconds(10);

    /** So long nothing is heard of a run that is dead; one that is only slow misses several turns before. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final RunPlace place;
    private final URI folder;

    Leases(RunPlace place, String dataset) {
        this.place = place;
        folder = place.lake().staging(dataset);
    }

    /**
     * Who says it.
     *
     * @param place a folder on a machine that only one run at a time can have
     * @param owner for people
     */
    record Holder(String place, String owner) {

        byte[] text() {
            return (place + "\n" + owner).getBytes(StandardCharsets.UTF_8);
        }

        static Holder of(String text) {
            String[] lines = text.split("\n", 2);
            return new Holder(lines[0], lines.length > 1 ? lines[1] : "");
        }
    }

    /** What a run said last. */
    private record Said(String attempt, int turn, ZoneFile file) {

        private static final Pattern NAME = Pattern.compile("([0-9a-f]+)\\.([0-9]{1,9})");

        static Optional<Said> of(ZoneFile file) {
            Matcher name = NAME.matcher(file.name());
            return name.matches()
                    ? Optional.of(new Said(name.group(1), Integer.parseInt(name.group(2)), file))
                    : Optional.empty();
        }

        /** Whether this run was there already when the other said something for the first time. */
        boolean isBefore(Said beginner) {
            return turn > 0 || file.modified() <= beginner.file().modified();
        }

        boolean isSilent(long now) {
            return now - file.modified() > TimeUnit.MILLISECONDS.toMicros(SILENCE.toMillis());
        }
    }

    URI lease(String attempt, int turn) {
        return folder.resolve(attempt + "." + turn);
    }

    /**
     * Holds a lease that was written just now against all others. Those of dead runs are deleted.
     *
     * @return who else is at work and was before
     */
    Optional<String> ahead(String attempt, Holder holder) throws IOException {
        Map<String, Said> all = latest();
        Said own = all.remove(attempt);
        if (own == null) {
            throw new NoSuchFileException(
                    lease(attempt, 0).toString(), null, "it was deleted as soon as it was written");
        }
        Optional<String> ahead = Optional.empty();
        for (Said other : all.values()) {
            Optional<Holder> who = who(other);
            if (who.isEmpty()) {
                continue;
            }
            // We have the folder, so that whoever had it before is gone.
            boolean gone = who.get().place().equals(holder.place());
            if (gone || other.isSilent(own.file().modified())) {
                place.zones().delete(other.file().uri());
            } else if (other.isBefore(own)) {
                ahead = Optional.of(who.get().owner());
            }
        }
        return ahead;
    }

    /** Who is at work, as far as the clock here and that of the store agree. */
    Optional<String> holder() throws IOException {
        long now = Instant.EPOCH.until(Instant.now(), ChronoUnit.MICROS);
        for (Said each : latest().values()) {
            if (!each.isSilent(now)) {
                Optional<Holder> who = who(each);
                if (who.isPresent()) {
                    return who.map(Holder::owner);
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, Said> latest() throws IOException {
        Map<String, Said> latest = new HashMap<>();
        for (ZoneFile file : place.zones().list(folder)) {
            Said.of(file)
                    .ifPresent(said -> latest.merge(
                            said.attempt(), said, (one, other) -> one.turn() > other.turn() ? one : other));
        }
        return latest;
    }

    /** Nobody when it was taken back, and not only renewed, since it was listed. */
    private Optional<Holder> who(Said said) throws IOException {
        Optional<Holder> who = holder(said.file().uri());
        return who.isPresent() ? who : holder(lease(said.attempt(), said.turn() + 1));
    }

    private Optional<Holder> holder(URI lease) throws IOException {
        try (InputStream in = place.zones().read(lease)) {
            return Optional.of(Holder.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
