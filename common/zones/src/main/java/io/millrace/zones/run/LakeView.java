package io.millrace.zones.run;

import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a dataset count: all of its streams, and of bounded runs those that a marker names and no later marker
 * replaces. A moment of the lake; what is committed afterwards is not seen.
 */
public final class LakeView {

    /** How the names of all files of bounded runs begin, and of no others. */
    public static final String OF_RUNS = "run-";

    private static final Pattern NUMBER = Pattern.compile("\\d{6,9}");
    private static final String SUFFIX = ".json";

    private final ZoneFiles files;
    private final Lake lake;
    private final String dataset;
    private final List<RunMarker> markers;
    private final Set<String> superseded = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> counting = new HashSet<>();
    private final int latest;

    private LakeView(ZoneFiles files, Lake lake, String dataset, List<RunMarker> markers, int latest) {
        this.files = files;
        this.lake = lake;
        this.dataset = dataset;
        this.markers = markers;
        this.latest = latest;
        markers.forEach(marker -> superseded.addAll(marker.supersedes()));
        for (RunMarker marker : markers) {
            for (RunFile file : marker.files()) {
                named.add(file.path());
                if (!superseded.contains(marker.run())) {
                    counting.add(file.path());
                }
            }
        }
    }

    /** Reads the markers of a dataset; one that cannot be read is an error, for nobody knows what it replaces. */
    public static LakeView read(ZoneFiles files, Lake lake, String dataset) throws IOException {
        List<RunMarker> markers = new ArrayList<>();
        int latest = 0;
        for (ZoneFile file : files.list(lake.runs(dataset))) {
            String name = file.name();
            if (!name.endsWith(SUFFIX)) {
                continue;
            }
            RunMarker marker = RunMarker.read(files, file.uri());
            String run = name.substring(0, name.length() - SUFFIX.length());
            if (!marker.run().equals(run) || !marker.dataset().equals(dataset)) {
                throw new IOException(file.uri() + " is the marker of the run " + marker.run() + " of "
                        + marker.dataset() + ": somebody has moved it");
            }
            markers.add(marker);
            latest = Math.max(latest, NUMBER.matcher(run).matches() ? Integer.parseInt(run) : 0);
        }
        return new LakeView(files, lake, dataset, markers, latest);
    }

    /** All committed runs, in the order of their names. */
    public List<RunMarker> runs() {
        return List.copyOf(markers);
    }

    public Optional<RunMarker> run(String name) {
        return markers.stream().filter(marker -> marker.run().equals(name)).findFirst();
    }

    /** The runs whose files count. */
    public List<RunMarker> countingRuns() {
        return markers.stream().filter(marker -> !isSuperseded(marker)).toList();
    }

    public boolean isSuperseded(RunMarker marker) {
        return superseded.contains(marker.run());
    }

    /**
     * The name of the run that comes next. Two that begin at once have the same, and only one of them can be
     * committed: so whoever is committed has seen everything that was committed before.
     */
    public String nextRun() {
        return String.format(Locale.ROOT, "%06d", latest + 1);
    }

    /** Whether a file of the dataset's zones counts. */
    public boolean counts(ZoneFile file) {
        return !file.name().startsWith(OF_RUNS) || counting.contains(path(file));
    }

    /** The files of a zone that count. */
    public List<ZoneFile> files(Zone zone) throws IOException {
        return files.list(lake.folder(zone, dataset)).stream()
                .filter(this::counts)
                .toList();
    }

    /** Files of runs that no marker names: those of a run that is being committed just now, or of a dead one. */
    public List<ZoneFile> unnamed() throws IOException {
        List<ZoneFile> unnamed = new ArrayList<>();
        for (Zone zone : Zone.values()) {
            for (ZoneFile file : files.list(lake.folder(zone, dataset))) {
                if (file.name().startsWith(OF_RUNS) && !named.contains(path(file))) {
                    unnamed.add(file);
                }
            }
        }
        return unnamed;
    }

    private String path(ZoneFile file) {
        return lake.root().relativize(file.uri()).getPath();
    }
}
