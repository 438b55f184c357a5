package io.millrace.zones.file;

import io.millrace.pipeline.run.RunFailure;
import java.util.List;
import java.util.Map;

/**
 * Settings of the connectors to object stores, by their own names, secrets resolved. The connectors know one
 * configuration a process, so they are given once, before the first place is opened.
 */
public final class StorageOptions {

    private static volatile Map<String, String> options = Map.of();

    private StorageOptions() {}

    public static void set(Map<String, String> given) {
        options = Map.copyOf(given);
    }

    /** What was given, for processes that work for this one. Holds secrets. */
    public static Map<String, String> get() {
        return options;
    }

    /**
     * Refuses names that nobody reads: connectors pass over what is not theirs, and somebody would believe in a key file
     * that was never opened.
     *
     * @param prefixes how the names begin that are read
     */
    public static void refuseOthersThan(List<String> prefixes, Map<String, String> given) throws RunFailure {
        for (String name : given.keySet()) {
            if (prefixes.stream().noneMatch(name::startsWith)) {
                throw new RunFailure(
                        RunFailure.Kind.USAGE,
                        "no connector reads the storage option " + name
                                + ": names begin with gs. or s3.; the key file of a service account of Google is named by"
                                + " the environment variable GOOGLE_APPLICATION_CREDENTIALS");
            }
        }
    }
}
