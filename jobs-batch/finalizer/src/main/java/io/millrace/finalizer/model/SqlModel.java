package io.millrace.finalizer.model;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SQL folder as data, and the engine that runs it. Knows nothing of any dataset. */
public final class SqlModel {

    private final Map<String, SqlObject> objects = new LinkedHashMap<>();

    private final EmptyFiles empties = new EmptyFiles();

    private final long keptBytes;

    private SqlModel(Collection<SqlObject> objects, long keptBytes) {
        objects.forEach(object -> this.objects.put(object.name(), object));
        this.keptBytes = keptBytes;
    }

    /**
     * Reads the folder.
     *
     * @throws ModelProblems with everything that is wrong with it
     */
    public static SqlModel read(Path folder) throws IOException {
        return new SqlModel(new SqlFolder(folder).read(), Batch.KEPT_BYTES);
    }

    /** The same model, which keeps what it reads of batches up to another size. */
    SqlModel keeping(long bytes) {
        return new SqlModel(objects.values(), bytes);
    }

    EmptyFiles empties() {
        return empties;
    }

    /** The objects, each after those that it reads. */
    public List<SqlObject> objects() {
        return List.copyOf(objects.values());
    }

    /** What differs from what this warehouse was built with; nothing if it never was. */
    public List<ModelChange> changes(Connection connection) throws SQLException {
        return ModelChanges.of(objects, Built.of(new Database(connection)));
    }

    /** Whether this warehouse was built, be it with other SQL. */
    public boolean isBuilt(Connection connection) throws SQLException {
        return !Built.of(new Database(connection)).isEmpty();
    }

    /** Whether this warehouse numbered someone otherwise than the keys say that it was given: it must be built again. */
    public boolean isNumberedOtherwise(Connection connection) throws SQLException {
        Database database = new Database(connection);
        for (SqlObject object : of(Kind.DIMENSION)) {
            if (database.hasTable(object.name()) && new Surrogates(database, object).isContradicted()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs every check over the whole warehouse, not only over the days of a load; gives those that fail. Objects that
     * were built with other SQL are left out. Writes nothing.
     */
    public List<CheckFailed> check(Connection connection) throws SQLException {
        Database database = new Database(connection);
        Built built = Built.of(database);
        return new Checks(database, Scopes.everything(objects))
                .whole(objects.values().stream().filter(built::isCurrent).toList());
    }

    /**
     * Builds everything that the batch touches, and checks it, inside the caller's open transaction. What was not built
     * with the SQL of now is built and checked as a whole.
     *
     * @throws ModelChanged if dimensions or facts have changed and were not {@linkplain #fill filled} since
     */
    public BuildResult build(Connection connection, Batch batch) throws SQLException, CheckFailed {
        return new Build(new Database(connection), objects, empties, batch, keptBytes).run();
    }

    /** Drops dimensions and facts whose SQL has changed, to be {@linkplain #fill filled} from the zones. */
    public void forget(Connection connection, List<ModelChange> changes) throws SQLException {
        Database database = new Database(connection);
        for (ModelChange change : changes) {
            EngineTables.drop(change.object(), change.kind(), database);
        }
    }

    /** Brings the rows of the batch into these dimensions and facts alone; a build must follow before anybody reads. */
    public BuildResult fill(Connection connection, Batch batch, Collection<String> tables) throws SQLException {
        return new Build(new Database(connection), objects, empties, batch, keptBytes).fill(tables);
    }

    /** The dimensions and facts. */
    public List<String> tables() {
        return Stream.concat(of(Kind.DIMENSION).stream(), of(Kind.FACT).stream())
                .map(SqlObject::name)
                .toList();
    }

    /** Whether rows of a dataset reach any of these objects. */
    public boolean reads(Collection<String> names, String dataset) {
        return names.stream().map(objects::get).anyMatch(object -> object.readsDataset(dataset));
    }

    /** How many rows the facts that an object reads hold now. */
    public long factRows(String name, Connection connection) throws SQLException {
        Database database = new Database(connection);
        long rows = 0;
        for (String input : objects.get(name).inputs()) {
            if (objects.get(input).kind() == Kind.FACT && database.hasTable(input)) {
                rows += database.number("select count(*) from " + Database.quoted(input), Map.of());
            }
        }
        return rows;
    }

    /** Takes over what readers know of a published version into an empty warehouse, outside of any transaction. */
    public void carry(Connection connection, Path version) throws SQLException {
        new Carry(new Database(connection), version).take(objects.values());
    }

    private List<SqlObject> of(Kind kind) {
        return objects.values().stream().filter(object -> object.kind() == kind).toList();
    }
}
