package io.millrace.zones.run;

import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.run.RunMarker.RunFile;
import io.millrace.zones.run.RunMarker.Tally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A marker as a line of JSON, and back. */
final class MarkerText {

    private static final byte[] DATASET = ascii("{\"dataset\":");
    private static final byte[] RUN = ascii(",\"run\":");
    private static final byte[] CONTRACT = ascii(",\"contract\":");
    private static final byte[] RUNNER = ascii(",\"runner\":");
    private static final byte[] READ = ascii(",\"counts\":{\"read\":");
    private static final byte[] CLEAN = ascii(",\"clean\":");
    private static final byte[] REJECTED = ascii(",\"rejected\":");
    private static final byte[] DUPLICATE = ascii(",\"duplicate\":");
    private static final byte[] FILES = ascii("},\"files\":[");
    private static final byte[] PATH = ascii("{\"path\":");
    private static final byte[] ROWS = ascii(",\"rows\":");
    private static final byte[] BYTES = ascii(",\"bytes\":");
    private static final byte[] SUPERSEDES = ascii(",\"supersedes\":[");
    private static final byte[] END = ascii("}\n");

    private MarkerText() {}

    static byte[] write(RunMarker marker) {
        LineBuffer out = new LineBuffer();
        out.raw(DATASET).text(marker.dataset()).raw(RUN).text(marker.run());
        out.raw(CONTRACT).text(marker.contract()).raw(RUNNER).text(marker.runner());
        Tally counts = marker.counts();
        out.raw(READ).number(counts.read()).raw(CLEAN).number(counts.clean());
        out.raw(REJECTED).number(counts.rejected()).raw(DUPLICATE).number(counts.duplicate());
        out.raw(FILES);
        for (int index = 0; index < marker.files().size(); index++) {
            RunFile file = marker.files().get(index);
            comma(index, out).raw(PATH).text(file.path());
            out.raw(ROWS).number(file.rows()).raw(BYTES).number(file.bytes()).raw('}');
        }
        out.raw(']').raw(SUPERSEDES);
        for (int index = 0; index < marker.supersedes().size(); index++) {
            comma(index, out).text(marker.supersedes().get(index));
        }
        return out.raw(']').raw(END).toBytes();
    }

    static RunMarker read(byte[] json) throws JsonLineException {
        JsonCursor in = new JsonCursor().on(json, 0, json.length);
        String dataset = text(DATASET, in);
        String run = text(RUN, in);
        String contract = text(CONTRACT, in);
        String runner = text(RUNNER, in);
        Tally counts = new Tally(number(READ, in), number(CLEAN, in), number(REJECTED, in), number(DUPLICATE, in));
        in.expect(FILES);
        List<RunFile> files = new ArrayList<>();
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            files.add(new RunFile(text(PATH, in), number(ROWS, in), number(BYTES, in)));
            in.expect('}');
        }
        in.expect(SUPERSEDES);
        List<String> supersedes = new ArrayList<>();
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            supersedes.add(in.text());
        }
        in.expect(END);
        in.expectEnd();
        return new RunMarker(dataset, run, contract, runner, counts, files, supersedes);
    }

    private static LineBuffer comma(int index, LineBuffer out) {
        return index > 0 ? out.raw(',') : out;
    }

    private static String text(byte[] name, JsonCursor in) throws JsonLineException {
        in.expect(name);
        return in.text();
    }

    private static long number(byte[] name, JsonCursor in) throws JsonLineException {
        in.expect(name);
        return in.number();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
