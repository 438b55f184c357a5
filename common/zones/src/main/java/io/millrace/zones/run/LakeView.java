package io.millrace.zones.run;

import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files of a dataset count: all of its streams, and of bounded runs those that a marker names and no other marker
 * replaces; but for files that the marker of a run over the raw zone replaces. A moment of the lake; what is committed afterwards is not seen.
 *
 * <p>A marker that cannot be read counts for nothing: the files of its run do not count, and what it would replace stays.
 * Readers go on with the rest and say so. Whoever writes runs does not, for nobody knows what that one has read.
 */
public final class LakeView {

    /** How the names of all files of bounded runs begin, and of no others. */
    public static final String OF_RUNS = "run-";

    private static final Pattern NUMBER = Pattern.compile("\\d{6,9}");

    private final ZoneFiles files;
    private final Lake lake;
    private final String dataset;
    private final Map<String, RunMarker> markers;
    private final Map<String, String> unreadable;
    private final Map<String, Set<String>> replacing = new TreeMap<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> counting = new HashSet<>();
    private final Set<String> replacedFiles = new HashSet<>();

    /**
     * @param markers by the name of their run, in the order of the names
     * @param unreadable why a marker cannot be read, by the name of its run
     */
    LakeView(
            ZoneFiles files,
            Lake lake,
            String dataset,
            Map<String, RunMarker> markers,
            Map<String, String> unreadable) {
        this.files = files;
        this.lake = lake;
        this.dataset = dataset;
        this.markers = new LinkedHashMap<>(markers);
        this.unreadable = new TreeMap<>(unreadable);
        for (String run : replacingThemselves()) {
            this.markers.remove(run);
            this.unreadable.put(run, "the run " + run + " of " + dataset + " says that it replaces itself");
        }
        for (RunMarker marker : this.markers.values()) {
            replaced(marker)
                    .forEach(older -> replacing
                            .computeIfAbsent(older, absent -> new TreeSet<>())
                            .add(marker.run()));
        }
        for (RunMarker marker : this.markers.values()) {
            replacedFiles.addAll(marker.replaces());
            for (RunFile file : marker.files()) {
                named.add(file.path());
                if (!isSuperseded(marker)) {
                    counting.add(file.path());
                }
            }
        }
    }

    private List<String> replacingThemselves() {
        return markers.values().stream()
                .filter(marker -> replaced(marker).contains(marker.run()))
                .map(RunMarker::run)
                .toList();
    }

    /** For those who write runs; a marker that cannot be read is an error. */
    public static LakeView read(ZoneFiles files, Lake lake, String dataset) throws IOException {
        LakeView view = new RunMarkers(files, lake, dataset).look();
        Optional<String> why = view.unreadable.values().stream().findFirst();
        if (why.isPresent()) {
            throw new IOException(why.get());
        }
        return view;
    }

    /** All committed runs, in the order of their names. */
    public List<RunMarker> runs() {
        return List.copyOf(markers.values());
    }

    public Optional<RunMarker> run(String name) {
        return Optional.ofNullable(markers.get(name));
    }

    /** Why markers cannot be read, by the path of each in the lake. */
    public Map<String, String> unreadable() {
        Map<String, String> paths = new TreeMap<>();
        unreadable.forEach((run, why) -> paths.put(path(lake.marker(dataset, run)), why));
        return paths;
    }

    /** The runs whose files count. */
    public List<RunMarker> countingRuns() {
        return markers.values().stream().filter(marker -> !isSuperseded(marker)).toList();
    }

    public boolean isSuperseded(RunMarker marker) {
        return replacing.containsKey(marker.run());
    }

    /** The runs that replace others, by the name of what they replace. */
    public Map<String, Set<String>> replacing() {
        return replacing;
    }

    /** What a run replaces, and what that has replaced: a run that is gone brings nobody back. */
    public Set<String> replaced(RunMarker marker) {
        Set<String> replaced = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(marker.supersedes());
        while (!next.isEmpty()) {
            String run = next.pop();
            if (replaced.add(run) && markers.containsKey(run)) {
                next.addAll(markers.get(run).supersedes());
            }
        }
        return replaced;
    }

    /**
     * The name of the run that comes next. Two that begin at once have the same, and only one of them can be
     * committed: so whoever is committed has seen everything that was committed before.
     */
    public String nextRun() {
        int latest = markers.keySet().stream()
                .filter(run -> NUMBER.matcher(run).matches())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return String.format(Locale.ROOT, "%06d", latest + 1);
    }

    /** Whether a file of the dataset's zones counts. */
    public boolean counts(ZoneFile file) {
        String path = path(file.uri());
        return !isReplaced(path) && (!file.name().startsWith(OF_RUNS) || counting.contains(path));
    }

    /** Whether a run over the raw zone has taken the place of a file, which is given by its path relative to the lake. */
    public boolean isReplaced(String path) {
        return replacedFiles.contains(path);
    }

    /** The files of which that is so. */
    public Set<String> replacedFiles() {
        return Set.copyOf(replacedFiles);
    }

    /** The files of a zone that count. */
    public List<ZoneFile> files(Zone zone) throws IOException {
        return files.list(lake.folder(zone, dataset)).stream()
                .filter(this::counts)
                .toList();
    }

    /** The number in the name of a run's file. */
    static String runOf(ZoneFile file) {
        String name = file.name().substring(OF_RUNS.length());
        int end = name.indexOf('-');
        return end < 0 ? name : name.substring(0, end);
    }

    /** Files of runs that no marker names: those of a run that is being committed just now, or of a dead one. */
    public List<ZoneFile> unnamed() throws IOException {
        List<ZoneFile> unnamed = new ArrayList<>();
        for (Zone zone : Zone.values()) {
            for (ZoneFile file : files.list(lake.folder(zone, dataset))) {
                if (file.name().startsWith(OF_RUNS) && !named.contains(path(file.uri()))) {
                    unnamed.add(file);
                }
            }
        }
        return unnamed;
    }

    private String path(URI file) {
        return lake.root().relativize(file).getPath();
    }
}
