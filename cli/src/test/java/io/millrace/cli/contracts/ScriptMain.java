package io.millrace.cli.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** {@code SCRIPT QUERY}: a DuckDB that knows nothing of us carries out a script, then prints the one value of a query. */
public final class ScriptMain {

    private ScriptMain() {}

    public static void main(String[] args) throws Exception {
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            statement.execute(Files.readString(Path.of(args[0])));
            try (ResultSet value = statement.executeQuery(args[1])) {
                value.next();
                System.out.println(value.getString(1));
            }
        }
    }
}
