package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.zones.json.LineBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

    @Test
    void lines_of_any_length_come_back_in_order() throws IOException {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < 300; index++) {
            lines.add("x".repeat(random.nextInt(index % 50 == 0 ? 700_000 : 300)));
        }
        assertThat(read(LineReader.zstd(new ByteArrayInputStream(compress(lines)), "f")))
                .isEqualTo(lines);
    }

    @Test
    void frames_that_follow_each_other_are_one_file() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compress(List.of("a", "b")));
        both.write(compress(List.of("c")));
        assertThat(read(LineReader.zstd(new ByteArrayInputStream(both.toByteArray()), "f")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_frame_without_lines_is_an_empty_file() throws IOException {
        assertThat(read(LineReader.zstd(new ByteArrayInputStream(compress(List.of())), "f")))
                .isEmpty();
    }

    @Test
    void every_cut_of_a_frame_is_an_error_that_names_the_file() throws IOException {
        byte[] whole = compress(List.of("a".repeat(1000), "b", "c".repeat(10)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(LineReader.zstd(new ByteArrayInputStream(cut), "raw/part-0")))
                    .as("cut to %d", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("raw/part-0");
        }
    }

    @Test
    void a_frame_that_was_not_finished_is_cut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdLines out = new ZstdLines(bytes)) {
            out.write(new LineBuffer().raw("x\n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(bytes.size()).isPositive();
        assertThatThrownBy(() -> read(LineReader.zstd(new ByteArrayInputStream(bytes.toByteArray()), "raw/part-0")))
                .hasMessageContaining("raw/part-0");
    }

    @Test
    void a_line_without_end_is_an_error_that_names_the_file() {
        byte[] cut = "{}\n{\"a\"".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(LineReader.plain(new ByteArrayInputStream(cut), "error/part-0")))
                .hasMessage("error/part-0 is cut: line 2 has no end");
    }

    @Test
    void heads_keep_the_beginning_of_a_long_line() throws IOException {
        byte[] text = ("x".repeat(600_000) + "\nyz\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(read(LineReader.plain(new ByteArrayInputStream(text), "f").heads(5)))
                .containsExactly("xxxxx", "yz");
    }

    private static byte[] compress(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LineBuffer buffer = new LineBuffer();
        try (ZstdLines out = new ZstdLines(bytes)) {
            for (String line : lines) {
                buffer.clear();
                buffer.raw(line.getBytes(StandardCharsets.US_ASCII)).raw('\n');
                out.write(buffer);
            }
            out.finish();
        }
        return bytes.toByteArray();
    }

    private static List<String> read(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(
                    new String(reader.array(), reader.from(), reader.to() - reader.from(), StandardCharsets.US_ASCII));
        }
        return lines;
    }
}
