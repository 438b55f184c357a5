package io.millrace.bench.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * What a person would type to load the same transactions with the same SQL: views over the files, a table from each query
 * of {@code sql/}, its checks, a checkpoint. No ledger, no probe, no merge with what is there, no look at keys that come twice
 * or values that are missing, no copy for readers.
 */
final class ByHand {

    private static final String[] VIEWS = {"staging/stg_transactions", "staging/stg_accounts"};
    private static final String[] TABLES = {
        "dimensions/account_dimension",
        "dimensions/time_dimension",
        "facts/transaction_fact",
        "marts/transaction_daily_summary",
        "marts/transaction_hourly_volume",
        "marts/top_accounts_daily",
    };

    private static final String[] CHECKS = {"checks/transaction_references", "checks/transaction_totals"};

    private ByHand() {}

    static double seconds(Path file, Path lake, Path sql, String memory, int threads) throws SQLException, IOException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("preserve_insertion_order", "false");
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute("create schema model");
            statement.execute("create table model.kept_key (dimension text, \"natural\" text, surrogate integer)");
            statement.execute("set variable clean_transactions = (select list(file) from glob('" + lake
                    + "/clean/transactions/*/*.parquet'))");
            statement.execute("set variable load_timestamp = now()::timestamp");
            for (String view : VIEWS) {
                statement.execute("create temp view " + name(view) + " as " + text(sql, view));
            }
            statement.execute("create temp view stg_days as select distinct time_id from stg_transactions");
            for (String table : TABLES) {
                statement.execute("create table " + name(table) + " as " + text(sql, table));
            }
            for (String check : CHECKS) {
                check(check, statement.executeQuery(text(sql, check)));
            }
            statement.execute("checkpoint");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void check(String check, ResultSet wrong) throws SQLException {
        try (wrong) {
            if (wrong.next()) {
                throw new IllegalStateException(check + " fails for what was loaded by hand");
            }
        }
    }

    private static String name(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    private static String text(Path sql, String path) throws IOException {
        return Files.readString(sql.resolve(path + ".sql"));
    }
}
