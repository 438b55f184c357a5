package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.millrace.testkit.fixture.FileFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A fixture of files: written where a run can read them, and held against what the run left. */
record FileCase(FileFixture fixture) {

    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path input) throws IOException {
        for (Map.Entry<String, byte[]> file : fixture.files().entrySet()) {
            Path path = input.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, stored(file.getValue()));
        }
    }

    private byte[] stored(byte[] text) throws IOException {
        return switch (fixture.stored()) {
            case PLAIN -> text;
            case ZSTD -> Zstd.compress(text);
            case GZIP -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                    gzip.write(text);
                }
                yield bytes.toByteArray();
            }
        };
    }

    void check(LakeContent found) throws IOException {
        assertThat(found.raw().keySet()).isEqualTo(new TreeMap<>(fixture.doors()).keySet());
        assertThat(doors(found)).isEqualTo(new TreeMap<>(fixture.doors()));
        fixture.days()
                .forEach(
                        (place, day) -> assertThat(text(found, place)).as(place).startsWith("dt=" + day + " "));
        for (Map.Entry<String, String> line : fixture.lines().entrySet()) {
            JsonNode wanted = JSON.readTree(line.getValue());
            assertThat(line(text(found, line.getKey()))).as(line.getKey()).isEqualTo(wanted);
        }
    }

    private static Map<String, String> doors(LakeContent found) throws IOException {
        Map<String, String> doors = new TreeMap<>();
        found.clean().keySet().forEach(position -> doors.put(position, "clean"));
        for (Map.Entry<String, String> error : found.error().entrySet()) {
            doors.merge(error.getKey(), door(line(error.getValue())), (one, other) -> one + " AND " + other);
        }
        return doors;
    }

    /** The line of a zone out of what is known of the record. */
    private static JsonNode line(String text) throws IOException {
        return JSON.readTree(text.substring(text.indexOf('{')));
    }

    private static String door(JsonNode line) {
        JsonNode of = line.path("duplicate_of");
        if (of.isObject()) {
            return "= " + of.path("_source").asText() + "/" + of.path("_split").asText() + "/"
                    + of.path("_offset").asText();
        }
        StringJoiner codes = new StringJoiner(", ");
        line.path("violations")
                .forEach(violation -> codes.add(violation.path("code").asText()));
        return codes.toString();
    }

    /** What stands in a zone at a position: {@code raw a/-/1}. */
    private static String text(LakeContent found, String place) {
        String position = place.substring(place.indexOf(' ') + 1);
        return switch (place.substring(0, place.indexOf(' '))) {
            case "raw" -> found.raw().get(position);
            case "clean" -> found.clean().get(position);
            case "error" -> found.error().get(position);
            default -> throw new IllegalArgumentException(place + " names no zone");
        };
    }
}
