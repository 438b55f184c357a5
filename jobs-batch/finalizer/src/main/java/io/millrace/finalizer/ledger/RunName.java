package io.millrace.finalizer.ledger;

import io.millrace.zones.run.RunMarker;

/** A bounded run of a dataset. */
public record RunName(String dataset, String run) {

    public static RunName of(RunMarker marker) {
        return new RunName(marker.dataset(), marker.run());
    }
}
