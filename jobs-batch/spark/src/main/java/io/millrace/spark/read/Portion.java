package io.millrace.spark.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one task reads.
 *
 * @param number tells it from all others of the run
 */
public record Portion(int number, ArrayList<FilePart> parts) implements Serializable {

    static Portion of(int number, List<FilePart> parts) {
        return new Portion(number, new ArrayList<>(parts));
    }

    long bytes() {
        return parts.stream().mapToLong(FilePart::size).sum();
    }

    public PortionRecords open() {
        return new PortionRecords(this);
    }
}
