package io.millrace.cli.audit;

import io.millrace.cli.Failure;
import io.millrace.cli.terminal.Nearest;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A lake that this process can read, and the datasets in it. */
public record Lakes(Lake lake, ZoneFiles files, Set<String> datasets) {

    /** Opens the lake; refuses one that is not there. */
    public static Lakes open(URI root) throws Failure, IOException {
        if (!"file".equals(root.getScheme())) {
            throw Failure.usage(
                    "a lake at " + root.getScheme() + ": cannot be audited from here yet",
                    "copy raw/, clean/ and error/ of the dataset to this machine and audit the copy");
        }
        Set<String> datasets = new TreeSet<>();
        for (Zone zone : Zone.values()) {
            datasets.addAll(folders(Path.of(root).resolve(zone.folder())));
        }
        if (datasets.isEmpty()) {
            throw Failure.usage(
                    "there is no lake at " + Path.of(root), "name it with --lake; raw/, clean/ and error/ stand in it");
        }
        return new Lakes(new Lake(root), new LocalFiles(), datasets);
    }

    /** These datasets, or all when none is named. */
    List<String> chosen(List<String> named) throws Failure {
        for (String dataset : named) {
            if (!datasets.contains(dataset)) {
                throw Failure.usage(
                        "there is no dataset \"" + dataset + "\" in " + lake,
                        Nearest.to(dataset, datasets)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("there are: " + String.join(", ", datasets)));
            }
        }
        return named.isEmpty() ? List.copyOf(datasets) : named;
    }

    private static List<String> folders(Path zone) throws IOException {
        if (!Files.isDirectory(zone)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(zone)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
                    .toList();
        }
    }
}
