package io.millrace.spark.store;

import io.millrace.zones.file.StorageOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * The storage options of a run on their way to its executors. They go with the tasks, because what stands in Spark's
 * configuration is shown by its pages; so this has no words for its content either.
 */
public final class ShippedStorage implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, String> options;

    private ShippedStorage(Map<String, String> options) {
        this.options = new HashMap<>(options);
    }

    /** Those of this process. */
    public static ShippedStorage here() {
        return new ShippedStorage(StorageOptions.get());
    }

    /** Makes them those of the process that has got them: it works for one run. */
    public void unpack() {
        StorageOptions.set(options);
    }
}
