package io.millrace.finalizer.model;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * Takes the marts and the restatement journal of a published version into a warehouse that is built again, so that the build compares with what
 * readers know: a row that comes out as it was keeps its {@code as_of}.
 */
final class Carry {

    private final Database database;
    private final Map<String, String> words;

    Carry(Database database, Path version) {
        this.database = database;
        this.words = Map.of("version", Database.literal(version.toAbsolutePath().toString()));
    }

    void take(Collection<SqlObject> objects) throws SQLException {
        EngineTables.create(database);
        database.run("attach {version} as published (read_only)", words);
        try {
            for (SqlObject object : objects) {
                if (object.kind() == Kind.MART && isPublished(object.name())) {
                    String mart = Database.quoted(object.name());
                    database.run("create table " + mart + " as from published.main." + mart);
                }
            }
            if (isPublished(EngineTables.JOURNAL)) {
                database.run("insert into main." + EngineTables.JOURNAL + " by name from published.main."
                        + EngineTables.JOURNAL);
            }
        } finally {
            database.run("detach published");
        }
    }

    private boolean isPublished(String table) throws SQLException {
        return database.number("""
                        select count(*) from duckdb_tables()
                        where database_name = 'published' and schema_name = 'main' and table_name = {table}
                        """, Map.of("table", Database.literal(table))) > 0;
    }
}
