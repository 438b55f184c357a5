package io.millrace.zones.file;

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

    static Map<String, String> get() {
        return options;
    }
}
