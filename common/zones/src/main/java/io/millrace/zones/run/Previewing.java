package io.millrace.zones.run;

import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.LineReader;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.books.PositionSet;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.input.LineRecords;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.Preview.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a run would do. Changes nothing, and takes no lock. */
final class Previewing {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private final LakeView view;

    Previewing(LakeView view) {
        this.view = view;
    }

    Preview of(InputChoice choice, Judge judge) throws IOException {
        long begun = System.nanoTime();
        long sampled = 0;
        for (InputFile file : choice.chosen()) {
            if (since(begun).compareTo(LONG_ENOUGH) > 0) {
                break;
            }
            try (LineRecords records = LineRecords.of(file)) {
                for (byte[] payload = records.nextPayload();
                        payload != null && since(begun).compareTo(LONG_ENOUGH) < 0;
                        payload = records.nextPayload()) {
                    judge.judge(payload);
                }
                sampled += Math.min(file.bytes(), records.bytesRead());
            }
        }
        long bytes = choice.chosen().stream().mapToLong(InputFile::bytes).sum();
        return new Preview(choice.chosen().size(), bytes, choice.passedOver(), sampled, since(begun), Optional.empty());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    Preview of(ReprocessOrder order) throws IOException {
        Map<Code, PositionSet> rejected = rejected(order);
        long begun = System.nanoTime();
        List<ZoneFile> raw = Reprocessing.files(view, Zone.RAW, order.days());
        Changes changes = new Changes(rejected, new Judge(order.plan(), order.maskKeys()));
        for (ZoneFile file : raw) {
            String name = Storage.shown(file.uri());
            JsonCursor cursor = new JsonCursor();
            try (LineReader lines = LineReader.zstd(Storage.at(file.uri()).read(file.uri()), name)) {
                while (lines.next()) {
                    changes.take(RawLine.read(cursor.on(lines.array(), lines.from(), lines.to())));
                }
            } catch (JsonLineException e) {
                throw new IOException(name + " holds a line that is no record: " + e.getMessage(), e);
            }
        }
        long bytes = raw.stream().mapToLong(ZoneFile::size).sum();
        return new Preview(raw.size(), bytes, 0, bytes, since(begun), Optional.of(changes.result()));
    }

    /** The records that are rejected now, by each of their codes. */
    private Map<Code, PositionSet> rejected(ReprocessOrder order) throws IOException {
        Map<Code, PositionSet> rejected = new EnumMap<>(Code.class);
        ErrorLine errors = new ErrorLine(order.plan());
        for (ZoneFile file : Reprocessing.files(view, Zone.ERROR, order.days())) {
            String name = Storage.shown(file.uri());
            JsonCursor cursor = new JsonCursor();
            try (LineReader lines = LineReader.plain(Storage.at(file.uri()).read(file.uri()), name)) {
                while (lines.next()) {
                    ErrorRecord error = errors.read(cursor.on(lines.array(), lines.from(), lines.to()))
                            .record();
                    if (error.kind() == ErrorRecord.Kind.REJECTED) {
                        Position at = error.position();
                        for (Violation violation : error.violations()) {
                            rejected.computeIfAbsent(violation.code(), absent -> new PositionSet())
                                    .add(at.source(), at.split(), at.offset());
                        }
                    }
                }
            } catch (JsonLineException e) {
                throw new IOException(name + " holds a line that is no error: " + e.getMessage(), e);
            }
        }
        return rejected;
    }

    /** Counts the records whose verdict changes. */
    private static final class Changes {
        private final Map<Code, PositionSet> rejected;
        private final Judge judge;
        private final Map<Code, Long> validCodes = new EnumMap<>(Code.class);
        private final Map<Code, Long> rejectedCodes = new EnumMap<>(Code.class);
        private long nowValid;
        private long nowRejected;

        Changes(Map<Code, PositionSet> rejected, Judge judge) {
            this.rejected = rejected;
            this.judge = judge;
        }

        /** What raw keeps the head of only was and stays too large. */
        void take(RawLine.Entry entry) {
            if (entry.cut().isPresent()) {
                return;
            }
            Outcome outcome = judge.judge(entry.record());
            List<Code> before = codes(entry.record().position());
            if (outcome instanceof Outcome.Rejected broken && before.isEmpty()) {
                nowRejected++;
                broken.violations().forEach(violation -> rejectedCodes.merge(violation.code(), 1L, Long::sum));
            } else if (outcome instanceof Outcome.Clean && !before.isEmpty()) {
                nowValid++;
                before.forEach(code -> validCodes.merge(code, 1L, Long::sum));
            }
        }

        private List<Code> codes(Position at) {
            return rejected.entrySet().stream()
                    .filter(code -> code.getValue().contains(at.source(), at.split(), at.offset()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        Change result() {
            return new Change(nowValid, nowRejected, validCodes, rejectedCodes);
        }
    }
}
