package io.millrace.finalizer.model;

import java.util.List;

/**
 * An object of which the SQL folder says something else than the warehouse was built with.
 *
 * @param because the files whose change reaches it, its own among them or not
 */
public record ModelChange(String object, Kind kind, What what, List<String> because) {

    public ModelChange {
        because = List.copyOf(because);
    }

    /** What came of the file. */
    public enum What {
        NEW,
        CHANGED,
        GONE
    }

    /** Whether what the warehouse holds does not suffice to bring it in line. */
    public boolean needsZones() {
        return (kind == Kind.DIMENSION || kind == Kind.FACT) && what != What.GONE;
    }

    /** Where its file stands, or stood, in the SQL folder. */
    public String file() {
        return kind.folder() + "/" + object + ".sql";
    }

    @Override
    public String toString() {
        return switch (what) {
            case NEW -> file() + " is new";
            case GONE -> file() + " is gone";
            case CHANGED ->
                because.contains(file())
                        ? file() + " has changed"
                        : file() + " reads what has changed: " + String.join(", ", because);
        };
    }
}
