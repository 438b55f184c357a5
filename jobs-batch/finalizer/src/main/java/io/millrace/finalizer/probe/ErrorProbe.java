package io.millrace.finalizer.probe;

import io.millrace.zones.LineReader;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Probes a file of the error zone: lines that end, each a JSON object that begins with its position. */
final class ErrorProbe {

    private static final byte[] BEGINNING = "{\"_source\":".getBytes(StandardCharsets.US_ASCII);

    private ErrorProbe() {}

    /** Returns the lines of the file. */
    static long probe(Path path) throws IOException, BadFileException {
        long lines = 0;
        try (InputStream in = Files.newInputStream(path);
                LineReader reader = LineReader.plain(in, "it")) {
            JsonCursor cursor = new JsonCursor();
            while (reader.next()) {
                lines++;
                line(cursor.on(reader.array(), reader.from(), reader.to()), reader.number());
                start(reader);
            }
        }
        if (lines == 0) {
            throw new BadFileException("it has no lines");
        }
        return lines;
    }

    private static void line(JsonCursor cursor, long number) throws BadFileException {
        try {
            cursor.skip();
            cursor.expectEnd();
        } catch (JsonLineException e) {
            throw new BadFileException("line " + number + " is not JSON: " + e.getMessage());
        }
    }

    private static void start(LineReader line) throws BadFileException {
        for (int index = 0; index < BEGINNING.length; index++) {
            if (line.from() + index >= line.to() || line.array()[line.from() + index] != BEGINNING[index]) {
                throw new BadFileException("line " + line.number() + " is not a line of the error zone");
            }
        }
    }
}
