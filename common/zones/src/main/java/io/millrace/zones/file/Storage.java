package io.millrace.zones.file;

import io.millrace.pipeline.run.RunFailure;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** The file systems of other schemes than {@code file}, found by {@link ServiceLoader}. */
public interface Storage {

    Set<String> schemes();

    /**
     * Opens the file system of a place, which it has tried to reach.
     *
     * @param options settings of the connector, as in {@link StorageOptions}
     * @throws RunFailure when the place cannot be had: no such bucket, wrong credentials, no permission
     */
    ZoneFiles open(URI place, Map<String, String> options) throws RunFailure;

    /** The file system of a place, whatever its scheme. */
    static ZoneFiles of(URI place) throws RunFailure {
        if ("file".equals(place.getScheme())) {
            return new LocalFiles();
        }
        for (Storage storage : ServiceLoader.load(Storage.class)) {
            if (storage.schemes().contains(place.getScheme())) {
                return storage.open(place, StorageOptions.get());
            }
        }
        throw new RunFailure(
                RunFailure.Kind.USAGE,
                "nothing here reads or writes " + place + ": a place is a folder of this machine, or begins with"
                        + " file://, gs://, s3:// or hdfs://");
    }
}
