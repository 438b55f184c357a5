package io.millrace.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one task reads.
 *
 * @param number tells it from all others of the run
 */
public record Portion(int number, ArrayList<Part> parts) implements Serializable {

    static Portion of(int number, List<Part> parts) {
        return new Portion(number, new ArrayList<>(parts));
    }

    /** How many bytes it has as it is stored. */
    public long bytes() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    public PortionRecords open() {
        return new PortionRecords(this);
    }
}
