package io.millrace.finalizer.read;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A client that knows nothing of us: {@code URL SQL…} through plain JDBC, with whatever driver is on its class path. */
public final class JdbcClient {

    private JdbcClient() {}

    public static void main(String[] args) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection(args[0], settings);
                Statement statement = connection.createStatement()) {
            for (int question = 1; question < args.length; question++) {
                try (ResultSet rows = statement.executeQuery(args[question])) {
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder();
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            line.append(column == 1 ? "" : "|").append(rows.getString(column));
                        }
                        System.out.println(line);
                    }
                }
            }
        }
    }
}
