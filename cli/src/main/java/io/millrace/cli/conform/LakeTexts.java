package io.millrace.cli.conform;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Position;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.LineReader;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanReader;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.run.LakeView;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Everything that stands in the zones of a dataset, a JSON object a record that says all of it: two lakes whose texts are
 * the same at every position hold the same. Values have one spelling each; the order of files and rows does not count.
 */
final class LakeTexts {

    private final Lake lake;
    private final Plan plan;

    LakeTexts(Lake lake, Plan plan) {
        this.lake = lake;
        this.plan = plan;
    }

    /** Takes what stands in a zone at a position. */
    interface Visitor {
        void visit(Zone zone, Position position, String text);
    }

    void visit(Visitor visitor) throws IOException {
        LakeView view = LakeView.read(new LocalFiles(), lake, plan.dataset());
        for (Zone zone : Zone.values()) {
            for (ZoneFile file : view.files(zone)) {
                try (FileChannel channel = FileChannel.open(Path.of(file.uri()))) {
                    visit(zone, file, channel, visitor);
                } catch (JsonLineException e) {
                    throw new IOException(file.uri() + " holds a line that is none of its zone: " + e.getMessage(), e);
                }
            }
        }
    }

    private void visit(Zone zone, ZoneFile file, FileChannel channel, Visitor visitor)
            throws IOException, JsonLineException {
        String day = "\"day\":\"" + Path.of(file.uri()).getParent().getFileName() + "\",";
        switch (zone) {
            case RAW -> {
                try (LineReader lines = LineReader.zstd(
                        Channels.newInputStream(channel), file.uri().toString())) {
                    raw(lines, day, visitor);
                }
            }
            case CLEAN -> clean(new ChannelInputFile(channel, file.uri().toString()), day, visitor);
            case ERROR -> {
                try (LineReader lines = LineReader.plain(
                        Channels.newInputStream(channel), file.uri().toString())) {
                    errors(lines, day, visitor);
                }
            }
        }
    }

    private static void raw(LineReader lines, String day, Visitor visitor) throws IOException, JsonLineException {
        LineBuffer again = new LineBuffer();
        while (lines.next()) {
            RawLine.Entry entry = RawLine.read(new JsonCursor().on(lines.array(), lines.from(), lines.to()));
            again.clear();
            RawLine.write(entry.record(), again);
            visitor.visit(Zone.RAW, entry.record().position(), object(day, again));
        }
    }

    private void errors(LineReader lines, String day, Visitor visitor) throws IOException, JsonLineException {
        ErrorLine codec = new ErrorLine(plan);
        LineBuffer again = new LineBuffer();
        while (lines.next()) {
            ErrorLine.Entry entry = codec.read(new JsonCursor().on(lines.array(), lines.from(), lines.to()));
            again.clear();
            codec.write(entry.record(), again);
            visitor.visit(Zone.ERROR, entry.record().position(), object(day, again));
        }
    }

    private void clean(ChannelInputFile file, String day, Visitor visitor) throws IOException {
        try (CleanReader rows = new CleanParquet(plan).read(file)) {
            for (CleanRecord row = rows.read(); row != null; row = rows.read()) {
                String text = "{" + day + "\"source_time\":" + row.sourceTime() + ",\"row\":"
                        + CanonicalRow.text(plan.columns(), row.row()) + "}";
                visitor.visit(Zone.CLEAN, row.position(), text);
            }
        }
    }

    /** The line of a zone with the day of its folder as the first member. */
    private static String object(String day, LineBuffer line) {
        return "{" + day + new String(line.array(), 1, line.length() - 1, StandardCharsets.UTF_8).stripTrailing();
    }
}
