package io.millrace.finalizer.model;

import io.millrace.finalizer.model.ModelChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the SQL folder with what a warehouse was built with. */
final class ModelChanges {

    private final Map<String, SqlObject> objects;
    private final Built built;

    private ModelChanges(Map<String, SqlObject> objects, Built built) {
        this.objects = objects;
        this.built = built;
    }

    /** Nothing when the warehouse was never built: then everything is new, and that is no change. */
    static List<ModelChange> of(Map<String, SqlObject> objects, Built built) {
        return built.isEmpty() ? List.of() : new ModelChanges(objects, built).all();
    }

    private List<ModelChange> all() {
        List<ModelChange> changes = new ArrayList<>();
        built.entries().forEach((name, entry) -> {
            if (!objects.containsKey(name)) {
                changes.add(new ModelChange(name, entry.kind(), What.GONE, List.of()));
            }
        });
        for (SqlObject object : objects.values()) {
            if (!built.isCurrent(object)) {
                Set<String> because = new TreeSet<>();
                causes(object, because);
                What what = built.knows(object) ? What.CHANGED : What.NEW;
                changes.add(new ModelChange(object.name(), object.kind(), what, List.copyOf(because)));
            }
        }
        return changes;
    }

    private void causes(SqlObject object, Set<String> because) {
        Built.Entry entry = built.entries().get(object.name());
        if (entry == null || !entry.own().equals(object.own())) {
            because.add(object.file());
        }
        object.inputs().forEach(input -> causes(objects.get(input), because));
    }
}
