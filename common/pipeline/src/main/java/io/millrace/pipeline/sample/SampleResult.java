package io.millrace.pipeline.sample;

import io.millrace.contract.read.Place;
import java.util.List;

/** How a sample went: nothing to say when it passed, else each difference. */
public record SampleResult(String file, Place place, String name, List<Difference> differences) {

    public SampleResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
