package io.millrace.zones.run;

import io.millrace.zones.Lake;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;

/**
 * The one object that commits a bounded run: written last and once, it names the files that count from then on, and the
 * runs whose files no longer do.
 */
public record RunMarker(
        String dataset,
        String run,
        String contract,
        String runner,
        Tally counts,
        List<RunFile> files,
        List<String> supersedes) {

    public RunMarker {
        files = List.copyOf(files);
        supersedes = List.copyOf(supersedes);
    }

    /** What became of the records: {@code read = clean + rejected + duplicate}. */
    public record Tally(long read, long clean, long rejected, long duplicate) {}

    /** A file of the run; its path is relative to the lake. */
    public record RunFile(String path, long rows, long bytes) {}

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
