package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Staging in the store of the lake, {@code _staging/<dataset>/_files/<attempt>/}, to which tasks on other machines write:
 * files are moved to the names that they have in the zones. Whoever takes this run for dead deletes them, and then
 * nothing of it counts.
 */
final class StoreStaging extends RemoteStaging {

    private static final Logger LOG = LoggerFactory.getLogger(StoreStaging.class);

    private final URI root;
    private final URI alive;
    private int given;

    private StoreStaging(RunPlace place, String dataset, StagingFolder folder, String attempt, Lease lease) {
        super(place, dataset, folder, attempt, lease);
        root = all(place, dataset).resolve(attempt + "/");
        alive = root.resolve("alive");
    }

    static StoreStaging take(RunPlace place, String dataset, String owner, String attempt)
            throws RunFailure, IOException {
        return take(place, dataset, owner, attempt, StoreStaging::new);
    }

    private static URI all(RunPlace place, String dataset) {
        return place.lake().staging(dataset).resolve("_files/");
    }

    /** Deletes what dead runs have staged in the store. */
    static Swept sweep(RunPlace place, String dataset, Swept before) throws IOException {
        URI all = all(place, dataset);
        Swept swept = before;
        for (ZoneFile file : place.zones().list(all)) {
            swept = swept.and(file.size());
        }
        place.zones().deleteFolder(all);
        return swept;
    }

    /** What is deleted from now on is deleted by somebody who takes this run for dead. */
    @Override
    Swept sweep(LakeView view, Swept before) throws RunFailure, IOException {
        Swept swept = super.sweep(view, before);
        place.zones().create(alive, new byte[0]);
        return swept;
    }

    @Override
    URI begin() {
        return root.resolve("lake/");
    }

    @Override
    URI reachable(URI file) throws IOException {
        if (!Storage.isLocal(file)) {
            return file;
        }
        Path path = Path.of(file);
        // Engines tell the day by the folder.
        URI copy = root.resolve("given/" + given++ + "/" + path.getParent().getFileName() + "/" + path.getFileName());
        place.zones().create(copy, path);
        return copy;
    }

    @Override
    void put(Path file, URI name) throws IOException {
        place.zones().create(name, file);
    }

    @Override
    ZoneFiles stagedIn() {
        return place.zones();
    }

    @Override
    List<StagedFile> staged() throws RunFailure, IOException {
        List<StagedFile> staged = super.staged();
        try {
            place.zones().look(alive);
            return staged;
        } catch (NoSuchFileException e) {
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "another run of " + dataset
                            + " took this one for dead, and has deleted what it had staged; nothing of"
                            + " it counts. Run again.",
                    e);
        }
    }

    @Override
    void publish(StagedFile file, URI target) throws IOException {
        place.zones().move(file.uri(), target);
    }

    /** What cannot be deleted is swept by the next run: what this one has done stands. */
    @Override
    public void close() throws IOException {
        try {
            place.zones().deleteFolder(root);
        } catch (IOException e) {
            LOG.warn("what this run has staged was not deleted", e);
        } finally {
            super.close();
        }
    }
}
