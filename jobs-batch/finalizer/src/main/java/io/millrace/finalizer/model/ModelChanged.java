package io.millrace.finalizer.model;

import java.util.List;
import java.util.stream.Collectors;

/** Dimensions or facts are new or have changed: the zones must fill them before this warehouse can load. */
public final class ModelChanged extends RuntimeException {

    private static final long serialVersionUID = 1;

    ModelChanged(List<ModelChange> changes) {
        super(changes.stream().map(ModelChange::toString).collect(Collectors.joining("; "))
                + ": what depends on it must be filled from the zones");
    }
}
