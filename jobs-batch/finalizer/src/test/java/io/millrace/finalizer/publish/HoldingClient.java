package io.millrace.finalizer.publish;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A client that has a file open: says so, and answers {@code select v from t} at each line of its input until it ends. */
public final class HoldingClient {

    private HoldingClient() {}

    public static void main(String[] args) throws SQLException, IOException {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0], settings);
                Statement statement = connection.createStatement()) {
            System.out.println("OPEN");
            while (System.in.read() >= 0) {
                try (ResultSet rows = statement.executeQuery("select min(v), max(v), count(*) from t")) {
                    rows.next();
                    System.out.println(rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getLong(3));
                }
            }
        }
    }
}
