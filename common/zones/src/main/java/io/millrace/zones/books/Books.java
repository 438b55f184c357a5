package io.millrace.zones.books;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.Lake;
import io.millrace.zones.books.OffsetAuthority.Range;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Proves from the zones alone that every record which is in raw left by exactly one door. Reads each file once, and once
 * more only when something is wrong; holds about a bit for an offset. To be run while nobody writes: the three zones of a
 * running stream move one after the other.
 */
public final class Books {

    private final ZoneScan scan;
    private final OffsetAuthority authority;
    private final Faults faults = new Faults();
    private final Map<Split, SplitBooks> splits = new HashMap<>();
    private final Map<String, Long> rows = new HashMap<>();
    private String file = "";
    private long rowsOfFile;

    private Books(ZoneScan scan, OffsetAuthority authority) {
        this.scan = scan;
        this.authority = authority;
    }

    /**
     * Audits a dataset.
     *
     * @param authority explains holes and knows where the source ends; {@link OffsetAuthority#none()} if nobody does
     * @throws IOException when the lake itself cannot be listed or the authority fails; a bad file is a fault instead
     */
    public static Audit audit(ZoneFiles files, Lake lake, String dataset, OffsetAuthority authority, Progress progress)
            throws IOException {
        ZoneScan scan = new ZoneScan(files, lake, dataset);
        Books books = new Books(scan, authority);
        scan.read(books::enter, books.faults, progress);
        books.endFile();
        List<SplitBalance> balances = books.balance();
        List<Fault> named = books.name();
        return new Audit(
                dataset,
                balances,
                books.faults.counts(),
                named,
                books.rows,
                scan.replacing(),
                scan.fileCount(),
                scan.byteCount());
    }

    private void enter(Book book, Split split, long offset, Position duplicateOf, String name) {
        if (!name.equals(file)) {
            endFile();
            file = name;
        }
        rowsOfFile += book == Book.RAW ? 0 : 1;
        splits.computeIfAbsent(split, absent -> new SplitBooks()).add(book, offset);
        if (duplicateOf != null) {
            Split target = new Split(duplicateOf.source(), duplicateOf.split());
            splits.computeIfAbsent(target, absent -> new SplitBooks()).addTarget(duplicateOf.offset());
        }
    }

    private void endFile() {
        if (rowsOfFile > 0) {
            rows.put(file, rowsOfFile);
        }
        rowsOfFile = 0;
    }

    private List<SplitBalance> balance() throws IOException {
        Set<String> sources = splits.keySet().stream().map(Split::source).collect(Collectors.toSet());
        Map<Split, Range> ranges = authority.ranges(sources);
        Map<Split, SplitBooks> inOrder = new TreeMap<>(splits);
        ranges.keySet().forEach(split -> inOrder.putIfAbsent(split, new SplitBooks()));
        scan.filesOfRuns().forEach(split -> inOrder.putIfAbsent(split, new SplitBooks()));
        List<SplitBalance> balances = new ArrayList<>();
        for (Map.Entry<Split, SplitBooks> split : inOrder.entrySet()) {
            Range range = ranges.get(split.getKey());
            OptionalLong records = scan.records(split.getKey());
            balances.add(new Balancing(split.getKey(), split.getValue(), authority, range, records, faults).balance());
        }
        return balances;
    }

    /** The faults to be named, with the files in which they stand: those take a second reading. */
    private List<Fault> name() {
        FaultLocator locator = new FaultLocator(splits, faults);
        if (locator.isNeeded()) {
            scan.read(locator, new Faults(), Progress.none());
        }
        return faults.named().stream().map(locator::located).toList();
    }
}
