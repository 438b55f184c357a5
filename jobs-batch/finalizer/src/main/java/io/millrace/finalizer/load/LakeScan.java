package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.RunName;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarkers;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds what is committed in the lake and unknown to the ledger, and cuts it into portions of bounded size. */
final class LakeScan {

    private static final List<Zone> ZONES = List.of(Zone.CLEAN, Zone.ERROR);

    private final Lake lake;
    private final List<String> datasets;
    private final ZoneFiles files;
    private final LakeFolders folders;
    private final List<RunMarkers> markers;
    private final Consumer<String> notices;
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();

    LakeScan(Lake lake, List<String> datasets, ZoneFiles files, Consumer<String> notices) {
        this.lake = lake;
        this.datasets = List.copyOf(datasets);
        this.files = files;
        this.folders = new LakeFolders(files);
        this.markers = datasets.stream()
                .map(dataset -> new RunMarkers(files, lake, dataset))
                .toList();
        this.notices = notices;
    }

    /** Another look at the same lake, for another thread, that tells nobody what it comes upon. */
    LakeScan beside() {
        return new LakeScan(lake, datasets, files, notice -> {});
    }

    /** Files of streams that are new. */
    List<CommittedFile> arrived(Known known) throws IOException {
        readReplaced();
        return ofStreams(known);
    }

    /** Everything that is new, in the order in which it must be loaded. */
    List<Portion> unknown(Known known) throws IOException {
        readReplaced();
        List<Portion> portions = new ArrayList<>();
        long most = known.isNothing() ? Portion.INTO_NOTHING : Portion.BESIDE_OTHERS;
        for (List<CommittedFile> files : Portion.cut(ofStreams(known), most)) {
            portions.add(new Portion(files, List.of(), List.of(), List.of()));
        }
        for (RunMarkers each : markers) {
            runs(each, known, portions);
        }
        return portions;
    }

    private void readReplaced() throws IOException {
        for (RunMarkers each : markers) {
            replaced.addAll(each.look().replacedFiles());
        }
    }

    private List<CommittedFile> ofStreams(Known known) throws IOException {
        List<CommittedFile> found = new ArrayList<>();
        for (String dataset : datasets) {
            for (Zone zone : ZONES) {
                for (ZoneFile file : folders.changed(lake.folder(zone, dataset))) {
                    String path = path(file.uri());
                    if (!file.name().startsWith(LakeView.OF_RUNS) && !known.hasFile(path) && !replaced.contains(path)) {
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
    private void runs(RunMarkers markers, Known known, List<Portion> portions) throws IOException {
        LakeView view = markers.look();
        view.unreadable().forEach(this::tellOnce);
        List<RunMarker> fresh = new ArrayList<>(view.runs());
        fresh.removeIf(marker -> known.hasRun(RunName.of(marker)));
        while (!fresh.isEmpty()) {
            RunMarker next = first(fresh, view);
            fresh.remove(next);
            portions.add(
                    new Portion(filesOf(next), List.of(next.replacing(view.replaced(next))), List.of(), List.of()));
        }
    }

    private void tellOnce(String marker, String why) {
        if (unreadable.add(marker)) {
            notices.accept("the run of the marker " + marker + " is left out: " + why);
        }
    }

    /** The first that none of the others replaces. */
    private static RunMarker first(List<RunMarker> markers, LakeView view) {
        Set<String> names = markers.stream().map(RunMarker::run).collect(Collectors.toSet());
        return markers.stream()
                .filter(marker -> Collections.disjoint(view.replacing().getOrDefault(marker.run(), Set.of()), names))
                .findFirst()
                .orElseThrow();
    }

    private List<CommittedFile> filesOf(RunMarker marker) {
        List<CommittedFile> found = new ArrayList<>();
        for (RunMarker.RunFile file : marker.files()) {
            for (Zone zone : ZONES) {
                if (file.path().startsWith(zone.folder() + "/" + marker.dataset() + "/")
                        && !replaced.contains(file.path())) {
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
