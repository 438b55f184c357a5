package io.millrace.zones.input;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the files that patterns name, in the order in which their records count. A pattern is a file, a folder (all
 * files below it) or a glob; names are relative to the folder in front of the first wildcard, so that the same files
 * have the same positions wherever the folder stands. A name that begins with {@code .} or {@code _} is passed over
 * unless it is written out.
 */
public final class InputListing {

    static final Pattern WILD = Pattern.compile("[*?\\[{\\\\]");
    private static final int MAGIC_BYTES = 4;
    private static final Comparator<InputFile> ORDER = Comparator.comparingLong(InputFile::sourceTime)
            .thenComparing(file -> file.source().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Optional<LocalDate> date;
    private final Map<String, String> bySource = new HashMap<>();
    private final Set<URI> seen = new HashSet<>();
    private final List<InputFile> found = new ArrayList<>();

    private InputListing(Optional<LocalDate> date) {
        this.date = date;
    }

    /**
     * Lists the files of patterns, which are absolute or begin with a scheme, such as {@code gs://}. A file that several of them name is there once.
     *
     * @param date whose midnight is the source time of all files; without it each file has its own
     * @throws RunFailure when a pattern names nothing, two files would have the same positions, or a name cannot stand
     *     in a position
     */
    public static List<InputFile> of(List<String> patterns, Optional<LocalDate> date) throws RunFailure, IOException {
        InputListing listing = new InputListing(date);
        for (String pattern : patterns) {
            listing.add(pattern);
        }
        listing.found.sort(ORDER);
        return List.copyOf(listing.found);
    }

    private void add(String pattern) throws RunFailure, IOException {
        int before = seen.size();
        Optional<StoredPattern> stored = StoredPattern.parse(pattern);
        boolean known = stored.isPresent() ? addStored(stored.get()) : addLocal(pattern);
        if (seen.size() == before && !known) {
            throw usage("no file matches " + pattern
                    + "; names that begin with a dot or an underline are passed over unless written out");
        }
    }

    /** Answers whether there was a file that another pattern had named before. */
    private boolean addStored(StoredPattern pattern) throws RunFailure, IOException {
        boolean known = false;
        for (StoredPattern.Found each : pattern.find()) {
            known |= !add(each.file(), each.name());
        }
        return known;
    }

    private boolean addLocal(String pattern) throws RunFailure, IOException {
        Path plain = Path.of(pattern);
        if (!WILD.matcher(pattern).find() || Files.exists(plain)) {
            if (Files.isDirectory(plain)) {
                return addAll(plain, path -> true, Integer.MAX_VALUE);
            } else if (Files.isRegularFile(plain)) {
                return !add(plain, plain.toAbsolutePath().getParent());
            }
            throw usage("there is no file " + plain);
        }
        return addMatching(plain);
    }

    private boolean addMatching(Path pattern) throws RunFailure, IOException {
        Path root = pattern.getRoot();
        int wildFrom = 0;
        while (!WILD.matcher(pattern.getName(wildFrom).toString()).find()) {
            root = root.resolve(pattern.getName(wildFrom));
            wildFrom++;
        }
        if (!Files.isDirectory(root)) {
            throw usage("there is no folder " + root + ", where " + pattern + " begins");
        }
        Path wild = pattern.subpath(wildFrom, pattern.getNameCount());
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + wild);
        boolean anyDepth = wild.toString().contains("**");
        return addAll(root, matcher, anyDepth ? Integer.MAX_VALUE : wild.getNameCount());
    }

    /** Answers whether there was a file that another pattern had named before. */
    private boolean addAll(Path root, PathMatcher matcher, int depth) throws RunFailure, IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(root) || !isHidden(folder)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file) && matcher.matches(root.relativize(file))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        boolean known = false;
        for (Path file : files) {
            known |= !add(file, root);
        }
        return known;
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }

    /** Answers false when the file is in the list already. */
    private boolean add(Path file, Path root) throws RunFailure, IOException {
        if (!seen.add(file.toRealPath().toUri())) {
            return false;
        }
        Path absolute = file.toAbsolutePath();
        Path relative = root.relativize(absolute);
        if (!isUtf8(relative)) {
            throw usage("the name of the file " + shown(name(relative)) + " is not UTF-8; rename it");
        }
        list(Storage.at(file.toUri()).look(file.toUri()), name(relative), absolute.toString());
        return true;
    }

    private boolean add(ZoneFile file, String source) throws RunFailure, IOException {
        if (!seen.add(file.uri())) {
            return false;
        }
        list(file, source, file.uri().getPath());
        return true;
    }

    private void list(ZoneFile file, String source, String path) throws RunFailure, IOException {
        if (source.chars().anyMatch(Character::isISOControl)) {
            throw usage("the name of the file " + shown(source) + " holds a control character; rename it");
        }
        String shown = Storage.shown(file.uri());
        String other = bySource.putIfAbsent(source, shown);
        if (other != null) {
            throw usage(other + " and " + shown + " would both be " + source
                    + " in the positions of their records; name a folder above both, or run them from folders of"
                    + " different names below it");
        }
        long time = date.map(FileTime::midnight).orElseGet(() -> FileTime.of(path, file.modified()));
        found.add(new InputFile(file.uri(), source, time, file.size(), compression(file.uri())));
    }

    /** The name as positions hold it. */
    private static String name(Path relative) {
        StringBuilder name = new StringBuilder();
        for (Path part : relative) {
            name.append(name.length() == 0 ? "" : "/").append(part);
        }
        return name.toString();
    }

    /** A URI spells the very bytes of the name, which the name as text does not. */
    private static boolean isUtf8(Path relative) {
        String spelled = relative.toAbsolutePath().toUri().getRawPath();
        ByteBuffer bytes = ByteBuffer.allocate(spelled.length());
        for (int at = 0; at < spelled.length(); at++) {
            boolean escaped = spelled.charAt(at) == '%';
            bytes.put((byte) (escaped ? Integer.parseInt(spelled, at + 1, at + 3, 16) : spelled.charAt(at)));
            at += escaped ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String shown(CharSequence name) {
        return name.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** Known by its first bytes, whatever its name says. */
    private static Compression compression(URI file) throws IOException {
        byte[] magic;
        try (InputStream in = Storage.at(file).read(file)) {
            magic = in.readNBytes(MAGIC_BYTES);
        }
        if (magic.length >= 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
            return Compression.GZIP;
        }
        return magic.length == MAGIC_BYTES && isZstd(magic) ? Compression.ZSTD : Compression.NONE;
    }

    /** A frame, or a frame to be skipped, with which a file may begin as well. */
    private static boolean isZstd(byte[] magic) {
        int first = magic[0] & 0xFF;
        boolean frame = first == 0x28 && (magic[1] & 0xFF) == 0xB5 && magic[2] == 0x2F && (magic[3] & 0xFF) == 0xFD;
        boolean skipped = (first & 0xF0) == 0x50 && magic[1] == 0x2A && magic[2] == 0x4D && magic[3] == 0x18;
        return frame || skipped;
    }

    private static RunFailure usage(String message) {
        return new RunFailure(RunFailure.Kind.USAGE, message);
    }
}
