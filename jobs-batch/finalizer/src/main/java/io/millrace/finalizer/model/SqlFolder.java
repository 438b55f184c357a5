package io.millrace.finalizer.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the SQL folder into objects, each after its inputs; collects everything that is wrong on the way. */
final class SqlFolder {

    private static final String SUFFIX = ".sql";

    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, SqlObject> objects = new LinkedHashMap<>();

    SqlFolder(Path folder) {
        this.folder = folder;
    }

    /** A file, and what is wrong with its header. */
    private record Source(Kind kind, String name, Header header, List<String> wrong) {}

    /** A file whose inputs have not been looked up. */
    record Draft(Kind kind, String name, Header header, References references) {}

    List<SqlObject> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelProblems(List.of(folder + ": no such folder"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Database parser = new Database(connection);
            drafts(sources(), parser);
        } catch (SQLException e) {
            throw new IOException("the parser of DuckDB does not start: " + e.getMessage(), e);
        }
        HeaderRules rules = new HeaderRules(drafts, problems);
        drafts.values().forEach(rules::check);
        if (problems.isEmpty()) {
            drafts.values().forEach(draft -> resolve(draft, new ArrayList<>()));
        }
        if (!problems.isEmpty()) {
            throw new ModelProblems(problems);
        }
        return List.copyOf(objects.values());
    }

    private List<Path> files(Kind kind) throws IOException {
        Path place = folder.resolve(kind.folder());
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Path file : files(kind)) {
                String name = file.getFileName().toString();
                List<String> wrong = new ArrayList<>();
                Header header = Header.of(Files.readString(file), wrong);
                sources.add(new Source(kind, name.substring(0, name.length() - SUFFIX.length()), header, wrong));
            }
        }
        return sources;
    }

    private void drafts(List<Source> sources, Database parser) throws SQLException {
        List<References> all = References.of(
                sources.stream().map(source -> source.header().query()).toList(), parser);
        for (int index = 0; index < sources.size(); index++) {
            draft(sources.get(index), all.get(index));
        }
    }

    private void draft(Source source, References references) {
        String file = source.kind().folder() + "/" + source.name() + SUFFIX;
        source.wrong().forEach(problem -> problems.add(file + ": " + problem));
        if (!references.error().isEmpty()) {
            problems.add(file + ": not one query: " + references.error());
        }
        Draft earlier =
                drafts.putIfAbsent(source.name(), new Draft(source.kind(), source.name(), source.header(), references));
        if (earlier != null) {
            problems.add(file + ": " + earlier.kind().folder() + "/ has a " + source.name() + " too");
        }
    }

    private SqlObject resolve(Draft draft, List<String> path) {
        SqlObject known = objects.get(draft.name());
        if (known != null) {
            return known;
        }
        if (path.contains(draft.name())) {
            problems.add(draft.kind().folder() + "/" + draft.name() + SUFFIX + ": reads itself through " + path);
            return Lineage.of(draft, Map.of());
        }
        path.add(draft.name());
        Map<String, SqlObject> inputs = new HashMap<>();
        for (String input : draft.header().list(Header.INPUTS)) {
            if (drafts.containsKey(input)) {
                inputs.put(input, resolve(drafts.get(input), path));
            }
        }
        path.remove(draft.name());
        SqlObject object = Lineage.of(draft, inputs);
        objects.put(draft.name(), object);
        return object;
    }
}
