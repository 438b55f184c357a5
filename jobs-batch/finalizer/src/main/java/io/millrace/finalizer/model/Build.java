package io.millrace.finalizer.model;

import io.millrace.finalizer.model.BuildResult.ObjectRows;
import io.millrace.finalizer.model.FactMerge.Positions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One build. Rows of superseded runs and of replaced files leave; then staging shows the new files, those of one run at a
 * time, to dimensions and facts; marts take the days that facts touched; checks look at what came of it. What the
 * warehouse was not built with as it is now is built, and checked, as a whole.
 */
final class Build {

    private final Database database;
    private final Map<String, SqlObject> objects;
    private final EmptyFiles empties;
    private final Batch batch;
    private final long keptBytes;
    private final Map<SqlObject, DimensionFold> dimensions = new LinkedHashMap<>();
    private final Map<SqlObject, FactMerge> facts = new LinkedHashMap<>();
    private List<ModelChange> changes = List.of();
    private long redelivered;

    /** @param keptBytes how much is read once and kept meanwhile */
    Build(Database database, Map<String, SqlObject> objects, EmptyFiles empties, Batch batch, long keptBytes) {
        this.database = database;
        this.objects = objects;
        this.empties = empties;
        this.batch = batch;
        this.keptBytes = keptBytes;
    }

    BuildResult run() throws SQLException, CheckFailed {
        EngineTables.create(database);
        Built built = Built.of(database);
        changes = ModelChanges.of(objects, built);
        followModel();
        tables(objects.values(), built);
        for (Map.Entry<SqlObject, DimensionFold> dimension : dimensions.entrySet()) {
            if (built.knows(dimension.getKey())) {
                dimension.getValue().finish();
            } else {
                dimension.getValue().finishAll();
            }
        }
        Scopes scopes = new Scopes(database, objects, moved());
        MartRefresh marts = new MartRefresh(database, scopes, new Journal(database, objects, batch), batch.version());
        for (SqlObject mart : of(Kind.MART)) {
            if (built.isCurrent(mart)) {
                marts.touched(mart);
            } else {
                marts.anew(mart, built.isEmpty() ? "built again from the zones" : cause(mart));
            }
        }
        views(built);
        Set<SqlObject> anew = objects.values().stream()
                .filter(object -> !built.isCurrent(object))
                .collect(Collectors.toSet());
        if (!anew.isEmpty()) {
            new Balance(database).show(of(Kind.FACT));
        }
        new Checks(database, scopes).touched(checked(anew), anew);
        built.record(objects.values(), database);
        BuildResult result = new BuildResult(rows(), touchedDays(), redelivered);
        EngineTables.dropTemporary(database);
        return result;
    }

    /** Brings rows into these tables alone; marts, views and checks wait for a build. */
    BuildResult fill(Collection<String> names) throws SQLException {
        EngineTables.create(database);
        Built built = Built.of(database);
        tables(
                objects.values().stream()
                        .filter(object -> names.contains(object.name()))
                        .toList(),
                built);
        for (Map.Entry<SqlObject, DimensionFold> dimension : dimensions.entrySet()) {
            // One that was never built has no reader before the build, which makes its rows once.
            if (built.knows(dimension.getKey())) {
                dimension.getValue().finish();
            }
        }
        BuildResult result = new BuildResult(List.of(), touchedDays(), redelivered);
        EngineTables.dropTemporary(database);
        return result;
    }

    private void tables(Collection<SqlObject> chosen, Built built) throws SQLException {
        List<List<NewFile>> leaving = byRun(batch.leaving());
        List<List<NewFile>> coming = byRun(batch.files());
        List<List<NewFile>> groups =
                Stream.concat(leaving.stream(), coming.stream()).toList();
        try (Staging staging =
                new Staging(database, of(Kind.STAGING), empties, groups, batch.loadTimestamp(), keptBytes)) {
            Set<String> standing = database.tables();
            for (SqlObject object : chosen) {
                boolean stands = standing.contains(object.name());
                if (stands && built.knows(object) && !isTouched(object)) {
                    continue;
                }
                if (object.kind() == Kind.DIMENSION) {
                    dimensions.put(object, new DimensionFold(database, object, stands, built.knows(object)));
                } else if (object.kind() == Kind.FACT) {
                    facts.put(
                            object,
                            new FactMerge(
                                    database,
                                    object,
                                    stands,
                                    batch.published().isPresent() ? Positions.KEPT : Positions.LEFT));
                }
            }
            for (SqlObject dimension : dimensions.keySet()) {
                remove(dimension);
            }
            for (SqlObject fact : facts.keySet()) {
                remove(fact);
            }
            for (List<NewFile> files : leaving) {
                staging.show(files);
                leave(files);
            }
            for (List<NewFile> files : coming) {
                staging.show(files);
                add(files, staging, coming.size() == 1);
            }
            for (FactMerge fact : facts.values()) {
                redelivered += fact.finish();
            }
        }
    }

    /** What is gone goes; what only the zones can bring in line must have been filled already. */
    private void followModel() throws SQLException {
        List<ModelChange> unfilled = new ArrayList<>();
        for (ModelChange change : changes) {
            if (change.what() == ModelChange.What.GONE) {
                EngineTables.drop(change.object(), change.kind(), database);
            } else if (change.needsZones()
                    && (change.what() == ModelChange.What.CHANGED || !database.hasTable(change.object()))) {
                unfilled.add(change);
            }
        }
        if (!unfilled.isEmpty()) {
            throw new ModelChanged(unfilled);
        }
    }

    private String cause(SqlObject mart) {
        return changes.stream()
                .filter(change -> change.object().equals(mart.name()))
                .map(ModelChange::toString)
                .findFirst()
                .orElseThrow();
    }

    private void remove(SqlObject table) throws SQLException {
        String runs = batch.superseded().stream()
                .filter(superseded -> table.readsDataset(superseded.dataset()))
                .map(superseded -> Database.literal(superseded.dataset() + "/" + superseded.run()))
                .collect(Collectors.joining(", "));
        if (runs.isEmpty()) {
            return;
        }
        if (table.kind() == Kind.DIMENSION) {
            dimensions.get(table).remove(runs);
        } else {
            facts.get(table).remove(runs);
        }
    }

    /** Facts first: what they have left of the run says what dimensions know of it. */
    private void leave(List<NewFile> files) throws SQLException {
        for (Map.Entry<SqlObject, FactMerge> fact : facts.entrySet()) {
            if (isFed(fact.getKey(), files)) {
                fact.getValue().leave();
            }
        }
        KeptRows kept = new KeptRows(database, objects);
        for (Map.Entry<SqlObject, DimensionFold> dimension : dimensions.entrySet()) {
            if (isFed(dimension.getKey(), files)) {
                dimension.getValue().leave(kept);
            }
        }
    }

    private void add(List<NewFile> files, Staging staging, boolean areOnly) throws SQLException {
        for (Map.Entry<SqlObject, DimensionFold> dimension : dimensions.entrySet()) {
            if (isFed(dimension.getKey(), files)) {
                dimension.getValue().add(staging);
            }
        }
        for (Map.Entry<SqlObject, FactMerge> fact : facts.entrySet()) {
            if (isFed(fact.getKey(), files)) {
                fact.getValue().add(staging, areOnly);
            }
        }
    }

    /** What nothing happened to needs no look. */
    private List<SqlObject> checked(Set<SqlObject> anew) {
        return objects.values().stream()
                .filter(object -> anew.contains(object)
                        || (isTouched(object)
                                && (object.kind() != Kind.DIMENSION
                                        || dimensions.get(object).isTouched())))
                .toList();
    }

    /** Whether the batch brings or takes rows that reach an object, or nobody can tell. */
    private boolean isTouched(SqlObject object) {
        return object.datasets().isEmpty()
                || isFed(object, batch.files())
                || isFed(object, batch.leaving())
                || batch.superseded().stream().anyMatch(superseded -> object.readsDataset(superseded.dataset()));
    }

    /** The facts to which anything happened but that rows came. */
    private Set<String> moved() {
        boolean leaves = !batch.superseded().isEmpty() || !batch.leaving().isEmpty();
        return facts.entrySet().stream()
                .filter(fact -> leaves || fact.getValue().hasClash())
                .map(fact -> fact.getKey().name())
                .collect(Collectors.toSet());
    }

    private static boolean isFed(SqlObject table, List<NewFile> files) {
        return files.stream().anyMatch(file -> table.readsDataset(file.dataset()));
    }

    private void views(Built built) throws SQLException {
        for (SqlObject view : of(Kind.VIEW)) {
            if (!built.isCurrent(view)) {
                database.run("create or replace view " + Database.quoted(view.name()) + " as " + view.query());
            }
        }
    }

    private static List<List<NewFile>> byRun(List<NewFile> files) {
        Map<String, List<NewFile>> runs = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        files.forEach(file ->
                runs.computeIfAbsent(file.marker(), run -> new ArrayList<>()).add(file));
        return List.copyOf(runs.values());
    }

    private Set<Integer> touchedDays() throws SQLException {
        return database
                .column("select distinct make_date(day // 10000, day // 100 % 100, day % 100) from model_cause")
                .stream()
                .map(day -> (int) LocalDate.parse(day).toEpochDay())
                .collect(Collectors.toSet());
    }

    private List<ObjectRows> rows() throws SQLException {
        String counts = objects.values().stream()
                .filter(object -> object.kind().isTable())
                .map(object -> "select " + Database.literal(object.name()) + ", count(*) from "
                        + Database.quoted(object.name()))
                .collect(Collectors.joining("\nunion all\n"));
        if (counts.isEmpty()) {
            return List.of();
        }
        return database.table(counts, Database.ALL).stream()
                .skip(1)
                .map(row -> new ObjectRows(row.get(0), Long.parseLong(row.get(1))))
                .toList();
    }

    private List<SqlObject> of(Kind kind) {
        return objects.values().stream().filter(object -> object.kind() == kind).toList();
    }
}
