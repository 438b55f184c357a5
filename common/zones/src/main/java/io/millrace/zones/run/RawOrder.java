package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.RawFile;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.input.UnreadableInput;
import io.millrace.zones.json.JsonLineException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * Numbers the records of raw files in the order in which they count: within a split by offset; across splits by source
 * time, name, partition. Where source times go backwards within a split, a record counts as late as the latest before
 * it, so that both hold. Keeps some thirty bytes of memory for a record.
 */
final class RawOrder {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Map<String, Map<String, Split>> splits = new HashMap<>();
    private final List<RawFile> files = new ArrayList<>();
    private final List<Split[]> splitsOfFiles = new ArrayList<>();
    private long records;

    private RawOrder() {}

    /** @param folder an empty one, for the numbers */
    static RawOrder of(List<ZoneFile> raw, Path folder) throws IOException, InterruptedException {
        RawOrder order = new RawOrder();
        for (ZoneFile file : raw) {
            order.read(file);
        }
        order.number();
        for (int index = 0; index < raw.size(); index++) {
            order.write(raw.get(index), order.splitsOfFiles.get(index), folder.resolve("order" + index));
        }
        return order;
    }

    /** The files, with the numbers of their records. */
    List<RawFile> files() {
        return List.copyOf(files);
    }

    long records() {
        return records;
    }

    private void read(ZoneFile file) throws IOException, InterruptedException {
        String name = Storage.shown(file.uri());
        LineHead head = new LineHead();
        List<Split> found = new ArrayList<>();
        try (LineReader lines =
                LineReader.zstd(Storage.at(file.uri()).read(file.uri()), name).heads(LineHead.MAX_BYTES)) {
            while (lines.next()) {
                head.raw(lines);
                Split split = splits.computeIfAbsent(head.source(), absent -> new HashMap<>())
                        .computeIfAbsent(head.split(), absent -> new Split(head.source(), head.split()));
                split.add(head.offset(), head.sourceTime());
                found.add(split);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (JsonLineException e) {
            throw new UnreadableInput(name + " holds a line that is no record: " + e.getMessage(), e);
        }
        records += found.size();
        splitsOfFiles.add(found.toArray(Split[]::new));
    }

    /** Each split is in its order already, so that they only have to be merged. */
    private void number() {
        PriorityQueue<Split> heads = new PriorityQueue<>(Split.ORDER);
        for (Map<String, Split> ofSource : splits.values()) {
            for (Split split : ofSource.values()) {
                split.sort();
                heads.add(split);
            }
        }
        long next = 0;
        while (!heads.isEmpty()) {
            Split first = heads.poll();
            first.number(next++);
            if (first.hasMore()) {
                heads.add(first);
            }
        }
    }

    private void write(ZoneFile file, Split[] lines, Path numbers) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(numbers), 1 << 16))) {
            for (Split split : lines) {
                out.writeLong(split.nextNumber());
            }
        }
        files.add(new RawFile(file.uri(), numbers.toUri(), file.size()));
    }

    /** The records of a split: read in any order, numbered in that of their offsets, shown in that of the reading. */
    private static final class Split {
        private static final Comparator<Split> ORDER = Comparator.<Split>comparingLong(split -> split.latest)
                .thenComparing(split -> split.name, Arrays::compareUnsigned)
                .thenComparingLong(split -> split.partition)
                .thenComparing(split -> split.split);

        private final byte[] name;
        private final String split;
        private final long partition;
        private long[] offsets = new long[16];
        private long[] times = new long[16];
        private long[] numbers;
        private Integer[] byOffset;
        private int size;
        private int at;
        private long latest = Long.MIN_VALUE;
        private int shown;

        Split(String source, String split) {
            name = source.getBytes(StandardCharsets.UTF_8);
            this.split = split;
            partition = NUMBER.matcher(split).matches() ? Long.parseLong(split) : -1;
        }

        void add(long offset, long time) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * size);
                times = Arrays.copyOf(times, 2 * size);
            }
            offsets[size] = offset;
            times[size++] = time;
        }

        void sort() {
            numbers = new long[size];
            if (!isSorted()) {
                byOffset = new Integer[size];
                Arrays.setAll(byOffset, index -> index);
                Arrays.sort(byOffset, Comparator.comparingLong(index -> offsets[index]));
            }
            latest = times[place(0)];
        }

        private boolean isSorted() {
            for (int index = 1; index < size; index++) {
                if (offsets[index] < offsets[index - 1]) {
                    return false;
                }
            }
            return true;
        }

        private int place(int rank) {
            return byOffset == null ? rank : byOffset[rank];
        }

        void number(long number) {
            numbers[place(at++)] = number;
            if (at < size) {
                latest = Math.max(latest, times[place(at)]);
            }
        }

        boolean hasMore() {
            return at < size;
        }

        long nextNumber() {
            return numbers[shown++];
        }
    }
}
