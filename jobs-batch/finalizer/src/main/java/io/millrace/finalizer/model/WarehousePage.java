package io.millrace.finalizer.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The page about the objects of a warehouse: lineage, and for each its purpose, grain, inputs and columns. */
public final class WarehousePage {

    private static final String TOP = """
            # The warehouse

            Made from the headers and columns of `sql/` by `SqlModelTest`; `-Dmillrace.rewrite=true` writes it anew.
            `sql/README.md` says what the words mean and what was decided.

            """;

    private final SqlModel model;
    private final Database database;
    private final StringBuilder page = new StringBuilder(TOP);

    /** @param connection to a warehouse that was built, with rows or without */
    public WarehousePage(SqlModel model, Connection connection) {
        this.model = model;
        this.database = new Database(connection);
    }

    public String text() throws SQLException {
        lineage();
        try (Staging staging =
                new Staging(database, objects(Kind.STAGING), model.empties(), List.of(), Instant.EPOCH, 0)) {
            staging.show(List.of());
            for (Kind kind : Kind.values()) {
                heading(kind);
                for (SqlObject object : objects(kind)) {
                    describe(object);
                }
            }
        }
        return page.toString().stripTrailing() + "\n";
    }

    private List<SqlObject> objects(Kind kind) {
        return model.objects().stream().filter(object -> object.kind() == kind).toList();
    }

    private void lineage() {
        page.append("```mermaid\nflowchart LR\n");
        for (SqlObject object : model.objects()) {
            if (object.kind() != Kind.CHECK) {
                object.zones()
                        .forEach(zone ->
                                page.append("    %s[(%s)] --> %s%n".formatted(zone.variable(), zone, object.name())));
                object.inputs().forEach(input -> page.append("    %s --> %s%n".formatted(input, object.name())));
            }
        }
        page.append("```\n");
    }

    private void heading(Kind kind) {
        page.append("\n## ")
                .append(Character.toUpperCase(kind.folder().charAt(0)))
                .append(kind.folder(), 1, kind.folder().length());
        page.append("\n\n");
        if (kind == Kind.CHECK) {
            page.append("""
                    Of every table the load asserts, beside these, that its key is unique (`unique_<table>`) and that key \
                    and required columns are there (`required_<table>`).

                    | check | asserts | looks at |
                    |---|---|---|
                    """);
        }
    }

    private void check(SqlObject check) {
        String scope = switch (check.header().text(Header.SCOPE)) {
            case Header.WHOLE -> "everything";
            case Header.ROWS -> "new rows, or touched days if others left";
            default -> "touched days";
        };
        page.append("| %s | %s | %s |%n".formatted(check.name(), check.purpose(), scope));
    }

    private void describe(SqlObject object) throws SQLException {
        if (object.kind() == Kind.CHECK) {
            check(object);
            return;
        }
        page.append("### ")
                .append(object.name())
                .append("\n\n")
                .append(object.purpose())
                .append("\n\n");
        page.append("- grain: ").append(object.grain()).append('\n');
        page.append("- reads: ")
                .append(String.join(", ", object.header().list(Header.INPUTS)))
                .append('\n');
        if (object.kind().isTable()) {
            page.append("- key: ").append(String.join(", ", object.key())).append('\n');
        }
        if (object.kind() == Kind.FACT) {
            page.append("- of several rows of a key stays the first by: `")
                    .append(object.header().text(Header.ORDER))
                    .append("`\n");
        }
        if (object.kind() == Kind.MART) {
            page.append(object.day().isPresent() ? "- computed for touched days\n" : "- computed as a whole\n");
        }
        page.append("\n| column | type |\n|---|---|\n");
        Columns columns = Columns.of(Database.quoted(object.name()), database);
        for (int index = 0; index < columns.names().size(); index++) {
            page.append("| %s | %s |%n"
                    .formatted(columns.names().get(index), columns.types().get(index)));
        }
        page.append('\n');
    }
}
