package io.millrace.finalizer.model;

import java.util.List;

/** A check of the warehouse returned rows. The load must be rolled back. */
public final class CheckFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final String check;
    private final transient List<String> columns;
    private final transient List<List<String>> rows;
    private final String look;

    /**
     * @param columns names of what the check returned
     * @param rows the first offending rows, as text; masked data only
     * @param look where to look next
     */
    public CheckFailed(String check, List<String> columns, List<List<String>> rows, String look) {
        super("check " + check + " failed");
        this.check = check;
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.look = look;
    }

    public String check() {
        return check;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<String>> rows() {
        return rows;
    }

    public String look() {
        return look;
    }
}
