package io.millrace.finalizer.model;

/** An object of which the SQL folder says something else than the warehouse was built with. */
public record ModelChange(String object, Kind kind, What what) {

    public enum What {
        NEW,
        CHANGED,
        GONE
    }

    /** Whether the next load cannot bring it in line from what the warehouse holds: it must be built from the zones. */
    public boolean needsZones() {
        return kind == Kind.DIMENSION || kind == Kind.FACT;
    }

    @Override
    public String toString() {
        String name = kind.folder() + "/" + object + ".sql";
        return switch (what) {
            case NEW -> name + " is new";
            case CHANGED -> name + ", or what it reads, has changed";
            case GONE -> name + " is gone";
        };
    }
}
