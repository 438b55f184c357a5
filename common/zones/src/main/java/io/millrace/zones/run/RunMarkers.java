package io.millrace.zones.run;

import io.millrace.zones.Lake;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The markers of a dataset. Each is read once, for it never changes: to look again costs a listing. */
public final class RunMarkers {

    private static final String SUFFIX = ".json";

    private final ZoneFiles files;
    private final Lake lake;
    private final String dataset;
    private final Map<ZoneFile, RunMarker> known = new HashMap<>();

    public RunMarkers(ZoneFiles files, Lake lake, String dataset) {
        this.files = files;
        this.lake = lake;
        this.dataset = dataset;
    }

    /** What they say now. */
    public LakeView look() throws IOException {
        Map<String, RunMarker> markers = new LinkedHashMap<>();
        Map<String, String> unreadable = new TreeMap<>();
        for (ZoneFile file : files.list(lake.runs(dataset))) {
            if (file.name().endsWith(SUFFIX)) {
                String run = file.name().substring(0, file.name().length() - SUFFIX.length());
                try {
                    markers.put(run, marker(file, run));
                } catch (IOException e) {
                    unreadable.put(run, e.getMessage());
                }
            }
        }
        return new LakeView(files, lake, dataset, markers, unreadable);
    }

    private RunMarker marker(ZoneFile file, String run) throws IOException {
        RunMarker marker = known.get(file);
        if (marker == null) {
            marker = RunMarker.read(files, file.uri());
            if (!marker.run().equals(run) || !marker.dataset().equals(dataset)) {
                throw new IOException(file.uri() + " is the marker of the run " + marker.run() + " of "
                        + marker.dataset() + ": somebody has moved it");
            }
            known.put(file, marker);
        }
        return marker;
    }
}
