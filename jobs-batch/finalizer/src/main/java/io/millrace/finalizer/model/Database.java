package io.millrace.finalizer.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements with words in braces, on the caller's connection. */
final class Database {

    private static final Pattern WORD = Pattern.compile("\\{([a-z_]+)}");

    /** No limit of rows. */
    static final int ALL = Integer.MAX_VALUE - 1;

    private final Connection connection;

    Database(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement; gives the count of rows that it changed, 0 if it changes none. */
    long run(String text, Map<String, String> words) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(fill(text, words));
            return Math.max(0, statement.getLargeUpdateCount());
        }
    }

    long run(String text) throws SQLException {
        return run(text, Map.of());
    }

    /** The number that a query of one row and column gives. */
    long number(String query, Map<String, String> words) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(fill(query, words))) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Whether the warehouse has a table of this name for its readers. */
    boolean hasTable(String name) throws SQLException {
        return tables().contains(name);
    }

    /** The tables that the warehouse has for its readers. */
    Set<String> tables() throws SQLException {
        return Set.copyOf(column("""
                select table_name from duckdb_tables()
                where database_name = current_database() and schema_name = 'main'
                """));
    }

    /** The first rows of a query as text; the names of its columns come first. */
    List<List<String>> table(String query, int limit) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                names.add(result.getMetaData().getColumnName(column));
            }
            rows.add(names);
            while (rows.size() <= limit && result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The first column of every row. */
    List<String> column(String query) throws SQLException {
        return table(query, ALL).stream().skip(1).map(row -> row.get(0)).toList();
    }

    static String fill(String text, Map<String, String> words) {
        Matcher word = WORD.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (word.find()) {
            String value = words.get(word.group(1));
            word.appendReplacement(filled, Matcher.quoteReplacement(value == null ? word.group() : value));
        }
        return word.appendTail(filled).toString();
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return text == null ? "null" : "'" + text.replace("'", "''") + "'";
    }
}
