package io.millrace.zones.run;

import io.millrace.pipeline.row.Code;
import io.millrace.zones.Lake;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one object that commits a bounded run: written last and once, it names the files that count from then on, and the
 * runs whose files no longer do.
 *
 * @param supersedes runs of which nothing counts any more
 * @param replaces files of streams and runs, relative to the lake, that do not count any more: others of this run hold
 *     what is left of them
 * @param days what was read of the raw zone; empty when the run read files
 * @param inputs the files that were read, in the order of their names; none when the run read the raw zone
 * @param codes how often each code was met
 * @param origin how the run came about; empty in markers of a release that did not say
 */
public record RunMarker(
        String dataset,
        String run,
        String contract,
        String runner,
        Tally counts,
        List<RunFile> files,
        List<String> supersedes,
        List<String> replaces,
        Optional<Days> days,
        List<RunInput> inputs,
        Map<Code, Long> codes,
        Optional<Origin> origin) {

    public RunMarker {
        files = List.copyOf(files);
        supersedes = List.copyOf(supersedes);
        replaces = List.copyOf(replaces);
        inputs = List.copyOf(inputs);
        codes = Map.copyOf(codes);
    }

    /** A run of which nothing more is known than what readers need. */
    public RunMarker(
            String dataset,
            String run,
            String contract,
            String runner,
            Tally counts,
            List<RunFile> files,
            List<String> supersedes) {
        this(
                dataset,
                run,
                contract,
                runner,
                counts,
                files,
                supersedes,
                List.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /** What became of the records: {@code read = clean + rejected + duplicate}. */
    public record Tally(long read, long clean, long rejected, long duplicate) {}

    /** Days of the raw zone, both ends included. */
    public record Days(LocalDate from, LocalDate to) {
        public boolean contains(int epochDay) {
            return from.toEpochDay() <= epochDay && epochDay <= to.toEpochDay();
        }
    }

    /** A file of the run; its path is relative to the lake. */
    public record RunFile(String path, long rows, long bytes) {}

    /**
     * A file that the run read, as it was then.
     *
     * @param modified epoch micros
     * @param crc32c of its bytes as they are stored
     */
    public record RunInput(String source, long bytes, long modified, long crc32c, long records) {}

    /**
     * When a run was committed (epoch micros), how long it took, and why it was made when it did not go without saying.
     */
    public record Origin(long at, long millis, Optional<String> reason) {}

    /** The same run with the files that it wrote. */
    RunMarker with(List<RunFile> written, Origin known) {
        return new RunMarker(
                dataset,
                run,
                contract,
                runner,
                counts,
                written,
                supersedes,
                replaces,
                days,
                inputs,
                codes,
                Optional.of(known));
    }

    /** The same run, as the one that replaces all of these. */
    public RunMarker replacing(Set<String> runs) {
        return new RunMarker(
                dataset,
                run,
                contract,
                runner,
                counts,
                files,
                List.copyOf(runs),
                replaces,
                days,
                inputs,
                codes,
                origin);
    }

    /**
     * Commits the run.
     *
     * @throws FileAlreadyExistsException when a run of that name was committed already
     */
    public void commit(ZoneFiles zones, Lake lake) throws IOException {
        zones.create(lake.marker(dataset, run), MarkerText.write(this));
    }

    /** Reads the marker of a run that was committed. */
    public static RunMarker read(ZoneFiles zones, URI marker) throws IOException {
        try (InputStream in = Channels.newInputStream(zones.open(marker))) {
            return MarkerText.read(in.readAllBytes());
        } catch (IOException e) {
            throw new IOException(marker + " is not the marker of a run: " + e.getMessage(), e);
        }
    }
}
