package io.millrace.zones.input;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file, folder or glob of an object store, such as {@code gs://bucket/in/**.ndjson.gz}. */
final class StoredPattern {

    private static final Pattern PLACE = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/]+)(/.*)?");

    private final String pattern;
    private final String scheme;
    private final String authority;
    private final String path;
    private final ZoneFiles files;

    private StoredPattern(String pattern, Matcher place) throws RunFailure {
        this.pattern = pattern;
        scheme = place.group(1);
        authority = place.group(2);
        path = Optional.ofNullable(place.group(3)).orElse("/");
        files = Storage.of(uri("/"));
    }

    /** A file that is meant, and its name below the folder in front of the first wildcard. */
    record Found(ZoneFile file, String name) {}

    /** Nothing when the pattern names files of this machine. */
    static Optional<StoredPattern> parse(String pattern) throws RunFailure {
        Matcher place = PLACE.matcher(pattern);
        return place.matches() ? Optional.of(new StoredPattern(pattern, place)) : Optional.empty();
    }

    /** What it names, of which hidden files are not unless they are written out. */
    List<Found> find() throws RunFailure, IOException {
        if (InputListing.WILD.matcher(path).find()) {
            String root = root();
            Path wild = Path.of(path.substring(root.length()));
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + wild);
            return below(root, matcher);
        }
        Optional<ZoneFile> file = file();
        if (file.isPresent()) {
            return List.of(new Found(file.get(), path.substring(path.lastIndexOf('/') + 1)));
        }
        return below(path.endsWith("/") ? path : path + "/", name -> true);
    }

    /** The folder in front of the first wildcard. */
    private String root() {
        Matcher wild = InputListing.WILD.matcher(path);
        return wild.find() ? path.substring(0, path.lastIndexOf('/', wild.start()) + 1) : path;
    }

    private Optional<ZoneFile> file() throws RunFailure, IOException {
        if (path.endsWith("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(files.look(uri(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private List<Found> below(String root, PathMatcher matcher) throws RunFailure, IOException {
        List<Found> found = new ArrayList<>();
        for (ZoneFile file : files.list(uri(root))) {
            String name = file.uri().getPath().substring(root.length());
            if (matcher.matches(Path.of(name))) {
                found.add(new Found(file, name));
            }
        }
        return found;
    }

    private URI uri(String absolute) throws RunFailure {
        try {
            return new URI(scheme, authority, absolute, null, null);
        } catch (URISyntaxException e) {
            throw new RunFailure(RunFailure.Kind.USAGE, pattern + " is no place: " + e.getMessage(), e);
        }
    }
}
