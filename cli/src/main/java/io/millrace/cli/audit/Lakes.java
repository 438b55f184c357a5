package io.millrace.cli.audit;

import io.millrace.cli.Failure;
import io.millrace.cli.terminal.Nearest;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A lake that this process can read, and the datasets in it. */
public record Lakes(Lake lake, ZoneFiles files, Set<String> datasets) {

    /** Opens the lake; refuses one that is not there. */
    public static Lakes open(URI root) throws Failure, RunFailure, IOException {
        ZoneFiles files = Storage.of(root);
        Lake lake = new Lake(root);
        Set<String> datasets = new TreeSet<>();
        for (Zone zone : Zone.values()) {
            URI folder = lake.root().resolve(zone.folder() + "/");
            for (ZoneFile file : files.list(folder)) {
                datasets.add(folder.relativize(file.uri()).getPath().replaceFirst("/.*", ""));
            }
        }
        if (datasets.isEmpty()) {
            throw Failure.usage(
                    "there is no lake at " + shown(root), "name it with --lake; raw/, clean/ and error/ stand in it");
        }
        return new Lakes(lake, files, datasets);
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

    private static String shown(URI root) {
        return "file".equals(root.getScheme()) ? Path.of(root).toString() : root.toString();
    }
}
