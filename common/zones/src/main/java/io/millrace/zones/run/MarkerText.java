package io.millrace.zones.run;

import io.millrace.pipeline.row.Code;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunMarker.Origin;
import io.millrace.zones.run.RunMarker.RunFile;
import io.millrace.zones.run.RunMarker.RunInput;
import io.millrace.zones.run.RunMarker.Tally;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final byte[] REPLACES = ascii(",\"replaces\":[");
    private static final byte[] FROM = ascii(",\"days\":{\"from\":");
    private static final byte[] TO = ascii(",\"to\":");
    private static final byte[] INPUTS = ascii(",\"inputs\":[");
    private static final byte[] SOURCE = ascii("{\"source\":");
    private static final byte[] MODIFIED = ascii(",\"modified\":");
    private static final byte[] CRC32C = ascii(",\"crc32c\":");
    private static final byte[] RECORDS = ascii(",\"records\":");
    private static final byte[] CODES = ascii(",\"codes\":{");
    private static final byte[] AT = ascii(",\"at\":");
    private static final byte[] MILLIS = ascii(",\"millis\":");
    private static final byte[] REASON = ascii(",\"reason\":");
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
        out.raw(']');
        if (!marker.replaces().isEmpty()) {
            replaces(marker.replaces(), out);
        }
        marker.days().ifPresent(days -> {
            out.raw(FROM).date(days.from().toEpochDay()).raw(TO).date(days.to().toEpochDay());
            out.raw('}');
        });
        inputs(marker.inputs(), out);
        codes(marker.codes(), out);
        marker.origin().ifPresent(origin -> origin(origin, out));
        return out.raw(END).toBytes();
    }

    private static void replaces(List<String> paths, LineBuffer out) {
        out.raw(REPLACES);
        for (int index = 0; index < paths.size(); index++) {
            comma(index, out).text(paths.get(index));
        }
        out.raw(']');
    }

    private static void inputs(List<RunInput> inputs, LineBuffer out) {
        out.raw(INPUTS);
        for (int index = 0; index < inputs.size(); index++) {
            RunInput input = inputs.get(index);
            comma(index, out).raw(SOURCE).text(input.source()).raw(BYTES).number(input.bytes());
            out.raw(MODIFIED).timestamp(input.modified()).raw(CRC32C).number(input.crc32c());
            out.raw(RECORDS).number(input.records()).raw('}');
        }
        out.raw(']');
    }

    private static void codes(Map<Code, Long> codes, LineBuffer out) {
        out.raw(CODES);
        int index = 0;
        for (Map.Entry<Code, Long> code : new TreeMap<>(codes).entrySet()) {
            comma(index++, out).text(code.getKey().name()).raw(':').number(code.getValue());
        }
        out.raw('}');
    }

    private static void origin(Origin origin, LineBuffer out) {
        out.raw(AT).timestamp(origin.at()).raw(MILLIS).number(origin.millis()).raw(REASON);
        if (origin.reason().isPresent()) {
            out.text(origin.reason().get());
        } else {
            out.nullValue();
        }
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
        List<String> supersedes = texts(in);
        List<String> replaces = in.take(REPLACES) ? texts(in) : List.of();
        Optional<Days> days = in.take(FROM) ? Optional.of(readDays(in)) : Optional.empty();
        List<RunInput> inputs = in.take(INPUTS) ? readInputs(in) : List.of();
        Map<Code, Long> codes = in.take(CODES) ? readCodes(in) : Map.of();
        Optional<Origin> origin = in.take(AT) ? Optional.of(readOrigin(in)) : Optional.empty();
        in.expect(END);
        in.expectEnd();
        return new RunMarker(
                dataset, run, contract, runner, counts, files, supersedes, replaces, days, inputs, codes, origin);
    }

    private static List<String> texts(JsonCursor in) throws JsonLineException {
        List<String> texts = new ArrayList<>();
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            texts.add(in.text());
        }
        return texts;
    }

    private static Days readDays(JsonCursor in) throws JsonLineException {
        LocalDate from = LocalDate.ofEpochDay(in.date());
        in.expect(TO);
        LocalDate to = LocalDate.ofEpochDay(in.date());
        in.expect('}');
        return new Days(from, to);
    }

    private static List<RunInput> readInputs(JsonCursor in) throws JsonLineException {
        List<RunInput> inputs = new ArrayList<>();
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            String source = text(SOURCE, in);
            long bytes = number(BYTES, in);
            in.expect(MODIFIED);
            long modified = in.timestamp();
            inputs.add(new RunInput(source, bytes, modified, number(CRC32C, in), number(RECORDS, in)));
            in.expect('}');
        }
        return inputs;
    }

    private static Map<Code, Long> readCodes(JsonCursor in) throws JsonLineException {
        Map<Code, Long> codes = new EnumMap<>(Code.class);
        for (boolean more = !in.take('}'); more; more = !in.closes('}')) {
            String name = in.text();
            in.expect(':');
            try {
                codes.put(Code.valueOf(name), in.number());
            } catch (IllegalArgumentException e) {
                throw new JsonLineException("it counts a code that this release does not know");
            }
        }
        return codes;
    }

    private static Origin readOrigin(JsonCursor in) throws JsonLineException {
        long at = in.timestamp();
        long millis = number(MILLIS, in);
        in.expect(REASON);
        return new Origin(at, millis, in.takeNull() ? Optional.empty() : Optional.of(in.text()));
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
