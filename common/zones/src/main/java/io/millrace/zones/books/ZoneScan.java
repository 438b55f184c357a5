package io.millrace.zones.books;

import io.millrace.zones.Lake;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Fault.Kind;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.PositionVisitor;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarkers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.parquet.io.api.Binary;

/** Reads every file of a dataset's zones, shows the positions that stand in them, and notes what is wrong with a file. */
final class ZoneScan {

    private static final Pattern DAY_FOLDER = Pattern.compile("dt=([0-9]{4}-[0-9]{2}-[0-9]{2})/[^/]+");

    /** The one split of a file. */
    private static final String FILE = "-";

    private final ZoneFiles files;
    private final Lake lake;
    private final List<Fault> misplaced = new ArrayList<>();
    private final Map<Zone, List<ZoneFile>> listed = new EnumMap<>(Zone.class);
    private final SplitNames names = new SplitNames();
    private final LineHead head = new LineHead();
    private final Map<Split, Long> records = new HashMap<>();
    private final Map<String, Set<String>> replacing;

    /** Lists the files of the dataset; what appears later is not seen. */
    ZoneScan(ZoneFiles files, Lake lake, String dataset) throws IOException {
        this.files = files;
        this.lake = lake;
        LakeView view = new RunMarkers(files, lake, dataset).look();
        view.unreadable().forEach((marker, why) -> misplaced.add(fault(Kind.UNREADABLE_FILE, marker, why)));
        replacing = new HashMap<>(view.replacing());
        for (RunMarker run : view.runs()) {
            run.replaces().forEach(path -> replacing.put(path, Set.of(run.run())));
        }
        for (RunMarker run : view.countingRuns()) {
            run.inputs().forEach(input -> records.put(new Split(input.source(), FILE), input.records()));
        }
        for (Zone zone : Zone.values()) {
            List<ZoneFile> fit = new ArrayList<>();
            for (ZoneFile file : view.files(zone)) {
                String inZone =
                        lake.folder(zone, dataset).relativize(file.uri()).getPath();
                if (inZone.endsWith(zone.suffix()) && day(inZone) != null) {
                    fit.add(file);
                } else {
                    misplaced.add(fault(Kind.FOREIGN_FILE, name(file), "no file of this zone stands or is named so"));
                }
            }
            listed.put(zone, fit);
        }
        missing(view);
    }

    /** What runs that count name and nobody finds. */
    private void missing(LakeView view) {
        Set<String> there =
                listed.values().stream().flatMap(List::stream).map(this::name).collect(Collectors.toSet());
        for (RunMarker run : view.countingRuns()) {
            run.files().stream()
                    .filter(file -> !there.contains(file.path()) && !view.isReplaced(file.path()))
                    .forEach(file -> misplaced.add(fault(
                            Kind.MISSING_FILE,
                            file.path(),
                            "run " + run.run() + " has written it, and it is not there")));
        }
    }

    /** How many records a file had that a bounded run has read; its other lines are blank. */
    OptionalLong records(Split split) {
        Long known = records.get(split);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** The files with records that bounded runs have read. */
    List<Split> filesOfRuns() {
        return records.keySet().stream().filter(split -> records.get(split) > 0).toList();
    }

    /** The runs that take the place of others, by the name of the run or the path of the file that was there. */
    Map<String, Set<String>> replacing() {
        return replacing;
    }

    long fileCount() {
        return listed.values().stream().mapToLong(List::size).sum();
    }

    long byteCount() {
        return listed.values().stream()
                .flatMap(List::stream)
                .mapToLong(ZoneFile::size)
                .sum();
    }

    /** Shows every position to the sink, zone after zone; what is wrong with a file or a line goes to the faults. */
    void read(PositionSink sink, Faults faults, Progress progress) {
        misplaced.forEach(faults::add);
        long done = 0;
        long bytes = 0;
        for (Zone zone : Zone.values()) {
            for (ZoneFile file : listed.get(zone)) {
                read(zone, file, sink, faults);
                bytes += file.size();
                progress.read(++done, fileCount(), bytes, byteCount());
            }
        }
    }

    private void read(Zone zone, ZoneFile file, PositionSink sink, Faults faults) {
        String name = name(file);
        try (SeekableByteChannel channel = files.open(file.uri())) {
            switch (zone) {
                case RAW -> {
                    try (LineReader lines =
                            LineReader.zstd(stream(channel), name).heads(LineHead.MAX_BYTES)) {
                        lines(zone, lines, name, sink, faults);
                    }
                }
                case CLEAN -> CleanParquet.positions(new ChannelInputFile(channel, name), clean(name, sink));
                case ERROR -> {
                    try (LineReader lines =
                            LineReader.plain(stream(channel), name).heads(LineHead.MAX_BYTES)) {
                        lines(zone, lines, name, sink, faults);
                    }
                }
            }
        } catch (IOException e) {
            faults.add(fault(Kind.UNREADABLE_FILE, name, e.getMessage()));
        }
    }

    private static InputStream stream(SeekableByteChannel channel) {
        return Channels.newInputStream(channel);
    }

    private void lines(Zone zone, LineReader lines, String name, PositionSink sink, Faults faults) throws IOException {
        long day = day(name.substring(name.indexOf("dt="))).toEpochDay();
        while (lines.next()) {
            try {
                Book book = zone == Zone.RAW ? raw(lines) : error(lines);
                Split split = names.of(head.source(), head.split());
                sink.position(book, split, head.offset(), book == Book.DUPLICATE ? head.duplicateOf() : null, name);
                if (head.day() != day) {
                    faults.add(new Fault(
                            Kind.WRONG_DAY,
                            split,
                            OptionalLong.of(head.offset()),
                            1,
                            List.of(name),
                            "its source time is of " + LocalDate.ofEpochDay(head.day())));
                }
            } catch (JsonLineException e) {
                faults.add(fault(Kind.UNREADABLE_LINE, name, "line " + lines.number() + ": " + e.getMessage()));
            }
        }
    }

    private Book raw(LineReader lines) throws JsonLineException {
        head.raw(lines);
        return Book.RAW;
    }

    private Book error(LineReader lines) throws JsonLineException {
        head.error(lines);
        return head.kind() == ErrorRecord.Kind.REJECTED ? Book.REJECTED : Book.DUPLICATE;
    }

    private PositionVisitor clean(String name, PositionSink sink) {
        return new PositionVisitor() {
            private Binary lastSource;
            private Binary lastSplit;
            private Split split;

            @Override
            public void visit(Binary source, Binary splitName, long offset) throws IOException {
                if (offset < 0) {
                    throw new IOException(name + " holds a negative offset");
                }
                // Texts come out of the column's dictionary: equal ones are the same object.
                if (isOther(source, lastSource) || isOther(splitName, lastSplit)) {
                    split = names.of(source.toStringUsingUTF8(), splitName.toStringUsingUTF8());
                    lastSource = source;
                    lastSplit = splitName;
                }
                sink.position(Book.CLEAN, split, offset, null, name);
            }
        };
    }

    @SuppressWarnings("ReferenceEquality") // the quick answer for texts of one dictionary
    private static boolean isOther(Binary text, Binary last) {
        return text != last;
    }

    private static Fault fault(Kind kind, String file, String detail) {
        return new Fault(kind, null, OptionalLong.empty(), 1, List.of(file), detail);
    }

    private String name(ZoneFile file) {
        return lake.root().relativize(file.uri()).getPath();
    }

    /** The day of a path in a zone; null when its folder is not that of a day. */
    private static LocalDate day(String path) {
        Matcher folder = DAY_FOLDER.matcher(path);
        try {
            return folder.matches() ? LocalDate.parse(folder.group(1)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
