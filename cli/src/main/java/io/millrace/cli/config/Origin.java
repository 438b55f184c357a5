package io.millrace.cli.config;

/** Where a value was set; a later kind overrides an earlier one. */
public record Origin(Layer layer, String where) {

    /** The layers in rising order of their say. */
    public enum Layer {
        DEFAULT,
        FILE,
        PROFILE,
        ENVIRONMENT,
        FLAG
    }

    static final Origin DEFAULT = new Origin(Layer.DEFAULT, "default");

    static Origin environment(String variable) {
        return new Origin(Layer.ENVIRONMENT, "environment " + variable);
    }

    static Origin flag(String option) {
        return new Origin(Layer.FLAG, "flag " + option);
    }

    @Override
    public String toString() {
        return where;
    }
}
