package io.millrace.finalizer.read;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.Relation;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables and views of a published version, which says of itself what they are. */
public final class Relations {

    private static final String VIEW = "view";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The comment of an object is its grain, then, on the next line, its purpose. */
    private static final String LIST = """
            select object.name,
                   object.kind,
                   coalesce(split_part(described.comment, chr(10), 1), '') as grain,
                   coalesce(split_part(described.comment, chr(10), 2), '') as purpose,
                   (select min(column_name || ' ' || data_type)
                    from duckdb_columns() as columns
                    where columns.schema_name = 'main'
                        and columns.table_name = object.name
                        and columns.column_name in ('as_of', 'load_timestamp')) as changed
            from model.object as object
            left join (
                select table_name as name, comment from duckdb_tables() where schema_name = 'main'
                union all
                select view_name, comment from duckdb_views() where schema_name = 'main'
            ) as described on described.name = object.name
            where object.kind in ('dimension', 'fact', 'mart', 'view')
            order by list_position(['dimension', 'fact', 'mart', 'view'], object.kind), object.name
            """;

    private Relations() {}

    public static List<Relation> of(WarehousePlace place, At at) throws RunFailure {
        try (OpenVersion version = OpenVersion.of(place, at, PATIENCE, OpenVersion.Answer.WHOLE);
                Statement statement = version.statement()) {
            List<Relation> relations = new ArrayList<>();
            for (Listed listed : list(statement)) {
                relations.add(relation(version, listed));
            }
            return relations;
        } catch (SQLException e) {
            throw Refusals.of(e, PATIENCE);
        } catch (IOException e) {
            throw new RunFailure(Kind.INTERNAL, "the version cannot be read: " + e.getMessage(), e);
        }
    }

    private record Listed(String name, String kind, String grain, String purpose, String changed) {}

    private static List<Listed> list(Statement statement) throws SQLException {
        List<Listed> listed = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(LIST)) {
            while (rows.next()) {
                listed.add(new Listed(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
        }
        return listed;
    }

    private static Relation relation(OpenVersion version, Listed listed) throws SQLException {
        if (listed.kind().equals(VIEW)) {
            return new Relation(
                    listed.name(),
                    listed.kind(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    listed.grain(),
                    listed.purpose());
        }
        try (Statement statement = version.statement();
                ResultSet row = statement.executeQuery("select count(*), " + changed(listed) + " from main.\""
                        + listed.name().replace("\"", "\"\"") + '"')) {
            row.next();
            Optional<Instant> last = Optional.ofNullable(row.getObject(2, LocalDateTime.class))
                    .map(time -> time.toInstant(ZoneOffset.UTC));
            return new Relation(
                    listed.name(),
                    listed.kind(),
                    OptionalLong.of(row.getLong(1)),
                    last,
                    listed.grain(),
                    listed.purpose());
        }
    }

    /** Rows know the time of the load that brought them, or the number of the one that touched them last. */
    private static String changed(Listed listed) {
        if (listed.changed() == null) {
            return "null::timestamp";
        }
        return switch (listed.changed()) {
            case "as_of BIGINT" ->
                "(select max(load_timestamp) from ledger.loads where load_id = (select max(as_of) from main.\""
                        + listed.name().replace("\"", "\"\"") + "\"))";
            case "as_of TIMESTAMP" -> "max(as_of)";
            default -> "max(load_timestamp)";
        };
    }
}
