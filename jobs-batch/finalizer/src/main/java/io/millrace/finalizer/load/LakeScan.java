package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.RunName;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds what is committed in the lake and unknown to the ledger, and cuts it into portions of bounded size. */
final class LakeScan {

    private static final List<Zone> ZONES = List.of(Zone.CLEAN, Zone.ERROR);

    private final Lake lake;
    private final List<String> datasets;
    private final ZoneFiles files;
    private final LakeFolders folders;
    private final Consumer<String> notices;
    private final Set<URI> unreadable = new HashSet<>();

    LakeScan(Lake lake, List<String> datasets, ZoneFiles files, Consumer<String> notices) {
        this.lake = lake;
        this.datasets = List.copyOf(datasets);
        this.files = files;
        this.folders = new LakeFolders(files);
        this.notices = notices;
    }

    /** Everything that is new, in the order in which it must be loaded. */
    List<Portion> unknown(Known known) throws IOException {
        List<Portion> portions = new ArrayList<>();
        for (List<CommittedFile> files : Portion.cut(ofStreams(known))) {
            portions.add(new Portion(files, List.of(), List.of()));
        }
        for (String dataset : datasets) {
            runs(dataset, known, portions);
        }
        return portions;
    }

    /** Looks at every folder again, whether or not it changed. */
    void forget() {
        folders.forget();
    }

    private List<CommittedFile> ofStreams(Known known) throws IOException {
        List<CommittedFile> found = new ArrayList<>();
        for (String dataset : datasets) {
            for (Zone zone : ZONES) {
                for (ZoneFile file : folders.changed(lake.folder(zone, dataset))) {
                    String path = path(file.uri());
                    if (!file.name().startsWith(LakeView.OF_RUNS) && !known.hasFile(path)) {
                        found.add(new CommittedFile(
                                dataset, zone, file.uri(), path, null, CommittedFile.ROWS_UNKNOWN, file.size()));
                    }
                }
            }
        }
        return found;
    }

    /**
     * A portion for each run: it counts as a whole or not at all. Those that replace come before those that they replace,
     * which are not loaded then.
     */
    private void runs(String dataset, Known known, List<Portion> portions) throws IOException {
        Map<String, ZoneFile> listed = new TreeMap<>();
        for (ZoneFile file : files.list(lake.runs(dataset))) {
            listed.put(file.name().replaceFirst("\\.json$", ""), file);
        }
        List<RunMarker> markers = new ArrayList<>();
        for (Map.Entry<String, ZoneFile> file : listed.entrySet()) {
            RunName name = new RunName(dataset, file.getKey());
            if (!known.hasRun(name)) {
                marker(file.getValue(), name).ifPresent(marker -> markers.add(replacingAll(marker, listed)));
            }
        }
        while (!markers.isEmpty()) {
            RunMarker next = first(markers);
            markers.remove(next);
            portions.add(new Portion(filesOf(next), List.of(next), List.of()));
        }
    }

    /** A run that replaces another also replaces what that one does: a run that is gone brings nobody back. */
    private RunMarker replacingAll(RunMarker marker, Map<String, ZoneFile> listed) {
        Set<String> replaced = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(marker.supersedes());
        while (!next.isEmpty()) {
            String run = next.pop();
            if (!run.equals(marker.run()) && replaced.add(run) && listed.containsKey(run)) {
                marker(listed.get(run), new RunName(marker.dataset(), run))
                        .ifPresent(older -> next.addAll(older.supersedes()));
            }
        }
        return new RunMarker(
                marker.dataset(),
                marker.run(),
                marker.contract(),
                marker.runner(),
                marker.counts(),
                marker.files(),
                List.copyOf(replaced));
    }

    private Optional<RunMarker> marker(ZoneFile file, RunName name) {
        try {
            RunMarker marker = RunMarker.read(files, file.uri());
            if (marker.run().equals(name.run()) && marker.dataset().equals(name.dataset())) {
                return Optional.of(marker);
            }
            tellOnce(file, "it is the marker of another run");
        } catch (IOException e) {
            tellOnce(file, e.getMessage());
        }
        return Optional.empty();
    }

    private void tellOnce(ZoneFile file, String why) {
        if (unreadable.add(file.uri())) {
            notices.accept("the run of the marker " + path(file.uri()) + " is left out: " + why);
        }
    }

    /** The first that none of the others replaces, or simply the first when they replace each other. */
    private static RunMarker first(List<RunMarker> markers) {
        for (RunMarker marker : markers) {
            boolean isReplaced = markers.stream()
                    .anyMatch(
                            other -> !other.equals(marker) && other.supersedes().contains(marker.run()));
            if (!isReplaced) {
                return marker;
            }
        }
        return markers.get(0);
    }

    private List<CommittedFile> filesOf(RunMarker marker) {
        List<CommittedFile> found = new ArrayList<>();
        for (RunMarker.RunFile file : marker.files()) {
            for (Zone zone : ZONES) {
                if (file.path().startsWith(zone.folder() + "/" + marker.dataset() + "/")) {
                    URI uri = lake.root().resolve(file.path());
                    found.add(new CommittedFile(
                            marker.dataset(), zone, uri, file.path(), marker.run(), file.rows(), file.bytes()));
                }
            }
        }
        return found;
    }

    private String path(URI file) {
        return lake.root().relativize(file).getPath();
    }
}
