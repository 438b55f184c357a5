package io.millrace.zones.run;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.books.PositionSet;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanRemainder;
import io.millrace.zones.parquet.CleanRemainder.Share;
import io.millrace.zones.run.RunMarker.Days;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the raw records of some days so far. Error files are of one source day each. A clean file is of one
 * event day, so that it may hold rows of other source days too: those go into a file of their own, and then no file has
 * to be read to know which of its rows count.
 */
final class StandingOutcome {

    private final Days days;
    private final Path folder;
    private final List<ZoneFile> replaced = new ArrayList<>();
    private final List<ZoneFile> untouched = new ArrayList<>();
    private final List<ZoneFile> otherErrors = new ArrayList<>();
    private final List<Path> remainders = new ArrayList<>();
    private long records;
    private long remaining;

    private StandingOutcome(Days days, Path folder) {
        this.days = days;
        this.folder = folder;
    }

    /** @param folder an empty one, for what is left of files */
    static StandingOutcome of(LakeView view, Days days, Path folder) throws IOException {
        StandingOutcome outcome = new StandingOutcome(days, folder);
        for (ZoneFile file : view.files(Zone.ERROR)) {
            outcome.error(file);
        }
        for (ZoneFile file : view.files(Zone.CLEAN)) {
            outcome.clean(file);
        }
        return outcome;
    }

    /** The epoch day of the folder in which a file stands. */
    static int day(ZoneFile file) {
        return (int) LocalDate.parse(folder(file).substring("dt=".length())).toEpochDay();
    }

    private static String folder(ZoneFile file) {
        return Path.of(file.uri().getPath()).getParent().getFileName().toString();
    }

    private void error(ZoneFile file) throws IOException {
        if (!days.contains(day(file))) {
            otherErrors.add(file);
            return;
        }
        replaced.add(file);
        try (LineReader lines = lines(file).heads(1)) {
            while (lines.next()) {
                records++;
            }
        }
    }

    private void clean(ZoneFile file) throws IOException {
        Share share;
        try (SeekableByteChannel channel = open(file.uri())) {
            share = CleanRemainder.share(input(channel, file.uri()), days::contains);
        }
        if (share.ofDays() == 0) {
            untouched.add(file);
            return;
        }
        replaced.add(file);
        records += share.ofDays();
        if (share.ofDays() < share.rows()) {
            remaining += share.rows() - share.ofDays();
            remainders.add(remainder(file));
        }
    }

    private Path remainder(ZoneFile file) throws IOException {
        Path path =
                Files.createDirectories(folder.resolve(folder(file))).resolve("kept" + remainders.size() + ".parquet");
        try (SeekableByteChannel channel = open(file.uri());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            CleanRemainder.copy(input(channel, file.uri()), out, days::contains);
        }
        return path;
    }

    private static LineReader lines(ZoneFile file) throws IOException {
        return LineReader.plain(Storage.at(file.uri()).read(file.uri()), Storage.shown(file.uri()));
    }

    private static SeekableByteChannel open(URI file) throws IOException {
        return Storage.at(file).open(file);
    }

    private static ChannelInputFile input(SeekableByteChannel channel, URI file) {
        return new ChannelInputFile(channel, Storage.shown(file));
    }

    /** How many records of the days have an outcome. */
    long records() {
        return records;
    }

    /** Files that count no more when this is replaced. */
    List<ZoneFile> replaced() {
        return List.copyOf(replaced);
    }

    /** Clean files, in the lake and beside it, with all rows of other days. */
    List<ZoneFile> others() throws IOException {
        List<ZoneFile> others = new ArrayList<>(untouched);
        for (Path path : remainders) {
            others.add(Storage.at(path.toUri()).look(path.toUri()));
        }
        return others;
    }

    /** Rows of other days in files that are replaced. */
    long remaining() {
        return remaining;
    }

    /** Puts them beside what the run has staged. */
    void keepRemainders(Staging staging) throws IOException {
        for (Path path : remainders) {
            staging.add(path, Zone.CLEAN, path.getParent().getFileName().toString());
        }
    }

    /**
     * The source days of duplicates that point to rows which are clean no longer; empty when there are none.
     *
     * @param clean the clean files that the run has staged
     */
    List<LocalDate> pointingNowhere(List<URI> clean) throws IOException {
        PositionSet targets = new PositionSet();
        duplicates((head, of) -> targets.add(of.source(), of.split(), of.offset()));
        PositionSet leaving = new PositionSet();
        for (ZoneFile file : replaced) {
            if (file.name().endsWith(Zone.CLEAN.suffix())) {
                common(file.uri(), targets, leaving);
            }
        }
        PositionSet staying = new PositionSet();
        for (URI file : clean) {
            common(file, leaving, staying);
        }
        List<LocalDate> found = new ArrayList<>();
        if (leaving.countWithout(staying) > 0) {
            duplicates((head, of) -> {
                if (leaving.contains(of.source(), of.split(), of.offset())
                        && !staying.contains(of.source(), of.split(), of.offset())) {
                    found.add(LocalDate.ofEpochDay(head.day()));
                }
            });
        }
        return found;
    }

    private interface Pointer {
        void from(LineHead head, Position to);
    }

    private void duplicates(Pointer pointer) throws IOException {
        LineHead head = new LineHead();
        for (ZoneFile file : otherErrors) {
            try (LineReader lines = lines(file).heads(LineHead.MAX_BYTES)) {
                while (lines.next()) {
                    head.error(lines);
                    if (head.duplicateOf() != null) {
                        pointer.from(head, head.duplicateOf());
                    }
                }
            } catch (JsonLineException e) {
                throw new IOException(
                        Storage.shown(file.uri()) + " holds a line that is no error: " + e.getMessage(), e);
            }
        }
    }

    /** Adds the positions of a clean file's rows that are among the wanted. */
    private static void common(URI file, PositionSet wanted, PositionSet found) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        try (SeekableByteChannel channel = open(file)) {
            CleanParquet.positions(input(channel, file), (source, split, offset) -> {
                String sourceText = source.toStringUsingUTF8();
                String splitText = split.toStringUsingUTF8();
                if (wanted.contains(sourceText, splitText, offset)) {
                    found.add(sourceText, splitText, offset);
                }
            });
        }
    }
}
