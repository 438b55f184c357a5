package io.millrace.finalizer.model;

import java.util.List;
import java.util.stream.Collectors;

/** The SQL of dimensions or facts has changed: this warehouse must be built from the zones before it can load. */
public final class ModelChanged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<ModelChange> changes;

    ModelChanged(List<ModelChange> changes) {
        super(changes.stream().map(ModelChange::toString).collect(Collectors.joining("; "))
                + ": the warehouse must be built from the zones");
        this.changes = List.copyOf(changes);
    }

    public List<ModelChange> changes() {
        return changes;
    }
}
