package io.millrace.zones.file;

import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** The file systems of other schemes than {@code file}, found by {@link ServiceLoader}. */
public interface Storage {

    Set<String> schemes();

    /**
     * Its file system.
     *
     * @param options settings of the connector, as in {@link StorageOptions}
     */
    ZoneFiles files(Map<String, String> options) throws RunFailure;

    /**
     * Tries to reach a place.
     *
     * @throws RunFailure when it cannot be had: no such bucket, wrong credentials, no permission
     */
    void reach(URI place) throws RunFailure;

    /** The file system of a place, whatever its scheme, tried before anything is done there. */
    static ZoneFiles of(URI place) throws RunFailure {
        if (isLocal(place)) {
            return new LocalFiles();
        }
        Storage storage = speaking(place);
        ZoneFiles files = storage.files(StorageOptions.get());
        storage.reach(place);
        return files;
    }

    /** The file system of a file, wherever it stands. */
    static ZoneFiles at(URI file) throws IOException {
        if (isLocal(file)) {
            return new LocalFiles();
        }
        try {
            return speaking(file).files(StorageOptions.get());
        } catch (RunFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Whether a place is one of this machine. */
    static boolean isLocal(URI place) {
        return "file".equals(place.getScheme());
    }

    /** A file as people write it: its path, unless it stands elsewhere. */
    static String shown(URI file) {
        return isLocal(file) ? file.getPath() : file.toString();
    }

    private static Storage speaking(URI place) throws RunFailure {
        // Tasks of an engine may have a loader of their own in their thread, which knows less.
        for (Storage storage : ServiceLoader.load(Storage.class, Storage.class.getClassLoader())) {
            if (storage.schemes().contains(place.getScheme())) {
                return storage;
            }
        }
        throw new RunFailure(
                RunFailure.Kind.USAGE,
                "nothing here reads or writes " + place + ": a place is a folder of this machine, or begins with"
                        + " file://, gs://, s3:// or hdfs://");
    }
}
