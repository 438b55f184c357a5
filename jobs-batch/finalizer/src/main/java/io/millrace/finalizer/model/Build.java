package io.millrace.finalizer.model;

import io.millrace.finalizer.model.BuildResult.ObjectRows;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One build. Rows of superseded runs leave; then staging shows the new files, those of one run at a time, to dimensions
 * and facts; marts take the days that facts touched; checks look at what came of it.
 */
final class Build {

    private final Database database;
    private final Map<String, SqlObject> objects;
    private final Batch batch;
    private final Map<SqlObject, DimensionFold> dimensions = new LinkedHashMap<>();
    private final Map<SqlObject, FactMerge> facts = new LinkedHashMap<>();
    private long redelivered;

    Build(Database database, Map<String, SqlObject> objects, Batch batch) {
        this.database = database;
        this.objects = objects;
        this.batch = batch;
    }

    BuildResult run() throws SQLException, CheckFailed {
        EngineTables.create(database);
        followModel();
        try (Staging staging = new Staging(database, of(Kind.STAGING), batch.loadTimestamp())) {
            prepare();
            for (SqlObject table : tables()) {
                remove(table);
            }
            for (List<NewFile> files : filesByRun()) {
                staging.show(marker(files.get(0)), files);
                add(files);
            }
        }
        for (DimensionFold dimension : dimensions.values()) {
            dimension.finish();
        }
        Scopes scopes = new Scopes(database, objects);
        for (SqlObject mart : of(Kind.MART)) {
            new MartRefresh(database, scopes).run(mart);
        }
        views();
        new Checks(database, scopes).touched(checked());
        BuildResult result = new BuildResult(rows(), touchedDays(), redelivered);
        EngineTables.dropTemporary(database);
        return result;
    }

    private void followModel() throws SQLException {
        List<ModelChange> changes = ModelChanges.of(objects, database);
        List<ModelChange> deep =
                changes.stream().filter(ModelChange::needsZones).toList();
        if (!deep.isEmpty()) {
            throw new ModelChanged(deep);
        }
        for (ModelChange change : changes) {
            if (change.what() == ModelChange.What.GONE) {
                String type = change.kind() == Kind.VIEW ? "view " : "table ";
                database.run("drop " + type + "if exists " + Database.quoted(change.object()));
                database.run("delete from model.object where name = " + Database.literal(change.object()));
            }
        }
    }

    private void prepare() throws SQLException {
        for (SqlObject dimension : of(Kind.DIMENSION)) {
            dimensions.put(dimension, new DimensionFold(database, dimension));
        }
        for (SqlObject fact : of(Kind.FACT)) {
            facts.put(fact, new FactMerge(database, fact));
        }
        for (SqlObject table : tables()) {
            if (EngineTables.version(table, database) == null) {
                EngineTables.record(table, database);
            }
        }
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

    private void add(List<NewFile> files) throws SQLException {
        for (Map.Entry<SqlObject, DimensionFold> dimension : dimensions.entrySet()) {
            if (isFed(dimension.getKey(), files)) {
                dimension.getValue().add();
            }
        }
        for (Map.Entry<SqlObject, FactMerge> fact : facts.entrySet()) {
            if (isFed(fact.getKey(), files)) {
                redelivered += fact.getValue().add();
            }
        }
    }

    /** A dimension that nothing happened to needs no look. */
    private List<SqlObject> checked() {
        return objects.values().stream()
                .filter(object -> object.kind() != Kind.DIMENSION
                        || dimensions.get(object).isTouched())
                .toList();
    }

    private static boolean isFed(SqlObject table, List<NewFile> files) {
        return files.stream().anyMatch(file -> table.readsDataset(file.dataset()));
    }

    private void views() throws SQLException {
        for (SqlObject view : of(Kind.VIEW)) {
            if (!view.version().equals(EngineTables.version(view, database))) {
                database.run("create or replace view " + Database.quoted(view.name()) + " as " + view.query());
                EngineTables.record(view, database);
            }
        }
    }

    private List<List<NewFile>> filesByRun() {
        Map<String, List<NewFile>> files = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
        batch.files()
                .forEach(file -> files.computeIfAbsent(marker(file), run -> new ArrayList<>())
                        .add(file));
        return List.copyOf(files.values());
    }

    /** How rows name their run: as its marker stands in the lake, for another dataset may have a run of that name. */
    private static String marker(NewFile file) {
        return file.run() == null ? null : file.dataset() + "/" + file.run();
    }

    private Set<Integer> touchedDays() throws SQLException {
        return database
                .column("select distinct make_date(day // 10000, day // 100 % 100, day % 100) from model_touched")
                .stream()
                .map(day -> (int) LocalDate.parse(day).toEpochDay())
                .collect(Collectors.toSet());
    }

    private List<ObjectRows> rows() throws SQLException {
        List<ObjectRows> rows = new ArrayList<>();
        for (SqlObject object : objects.values()) {
            if (object.kind().isTable()) {
                Map<String, String> words = Map.of("table", Database.quoted(object.name()));
                rows.add(new ObjectRows(object.name(), database.number("select count(*) from {table}", words)));
            }
        }
        return rows;
    }

    private List<SqlObject> tables() {
        List<SqlObject> tables = new ArrayList<>(of(Kind.DIMENSION));
        tables.addAll(of(Kind.FACT));
        return tables;
    }

    private List<SqlObject> of(Kind kind) {
        return objects.values().stream().filter(object -> object.kind() == kind).toList();
    }
}
