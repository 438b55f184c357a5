package io.millrace.zones.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineRecordsTest {

    @TempDir
    private Path folder;

    @Test
    void lines_end_at_line_feeds_and_one_carriage_return_before_them() throws Exception {
        assertThat(read("a\r\nb\n\rc\r\r\nd\re\n")).containsExactly("1:a", "2:b", "3:\rc\r", "4:d\re");
    }

    @Test
    void the_last_line_needs_no_line_feed_and_keeps_its_carriage_return() throws Exception {
        assertThat(read("a\nb\r")).containsExactly("1:a", "2:b\r");
        assertThat(read("a")).containsExactly("1:a");
    }

    @Test
    void lines_of_spaces_and_tabs_have_a_number_and_nothing_else() throws Exception {
        assertThat(read("\n \t\n\r\n\t\r\na\n  \n")).containsExactly("5:a");
        assertThat(read("")).isEmpty();
        assertThat(read("\u00a0\n\u000b\n")).containsExactly("1:\u00a0", "2:\u000b");
    }

    @Test
    void a_byte_order_mark_belongs_to_the_file_and_only_at_its_start() throws Exception {
        assertThat(read("\uFEFFa\n\uFEFFb\n")).containsExactly("1:a", "2:\uFEFFb");
        assertThat(read("\uFEFF")).isEmpty();
        assertThat(read("\uFEFF\uFEFFa")).containsExactly("1:\uFEFFa");
    }

    @Test
    void compressed_files_are_known_by_their_first_bytes_and_members_follow_each_other() throws Exception {
        byte[] gzip = joined(gzip("a\nb"), gzip("c\n"), gzip(""), gzip("d\n"));
        byte[] zstd = joined(Zstd.compress(bytes("a\nb")), Zstd.compress(bytes("c\nd\n")));
        assertThat(read(gzip)).containsExactly("1:a", "2:bc", "3:d");
        assertThat(read(zstd)).containsExactly("1:a", "2:bc", "3:d");
    }

    @Test
    void a_compressed_file_that_is_cut_anywhere_is_an_error_that_names_it() throws Exception {
        byte[] gzip = joined(gzip("a\nb\n"), gzip("c\n"));
        byte[] zstd = joined(Zstd.compress(bytes("a\nb\n")), Zstd.compress(bytes("c\n")));
        int gzipBoundary = gzip("a\nb\n").length;
        int zstdBoundary = Zstd.compress(bytes("a\nb\n")).length;
        for (int length = 4; length < gzip.length; length++) {
            byte[] cut = Arrays.copyOf(gzip, length);
            if (length != gzipBoundary) {
                assertThatThrownBy(() -> read(cut)).hasMessageContaining("file").hasMessageContaining("cut");
            }
        }
        for (int length = 4; length < zstd.length; length++) {
            byte[] cut = Arrays.copyOf(zstd, length);
            if (length != zstdBoundary) {
                assertThatThrownBy(() -> read(cut)).hasMessageContaining("file cannot be read to its end");
            }
        }
    }

    @Test
    void what_follows_a_gzip_stream_must_be_gzip() throws Exception {
        byte[] tail = joined(gzip("a\n"), bytes("rest"));
        assertThatThrownBy(() -> read(tail)).hasMessageContaining("is not gzip");
    }

    @Test
    void a_gzip_stream_with_another_checksum_is_damaged() throws Exception {
        byte[] damaged = gzip("abcabcabc\n");
        damaged[damaged.length - 6] ^= 1;
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("damaged");
    }

    @Test
    void long_lines_are_joined_over_any_number_of_reads() throws Exception {
        String line = "x".repeat(3_000_001);
        assertThat(read(line + "\n" + line + "\r\ny\n")).containsExactly("1:" + line, "2:" + line, "3:y");
    }

    /** Three readers that know nothing of each other: the reader, the counter, and a split of the text by a regex. */
    @Test
    void the_count_that_nobody_shares_agrees_with_the_reader() throws Exception {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int at = 0; at < length; at++) {
                text.append("ab \t\r\n\n\r".charAt(random.nextInt(8)));
            }
            InputFile file = write(bytes(text.toString()));
            List<String> records = read(file);
            long expected = Arrays.stream(text.toString().split("(?<=\n)"))
                    .map(line -> line.replaceFirst("\r?\n$", ""))
                    .filter(line -> !line.matches("[ \t]*"))
                    .count();
            assertThat(records).as("seed %d", seed).hasSize((int) expected);
            assertThat(InputFacts.of(file).records()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void chunks_give_the_same_records_as_the_whole() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int line = 0; line < 200; line++) {
                text.append(" ".repeat(random.nextInt(3)))
                        .append("y".repeat(random.nextInt(40)))
                        .append(random.nextBoolean() ? "\r\n" : "\n");
            }
            InputFile file = write(bytes(text.toString()));
            List<String> parts = new ArrayList<>();
            try (ChunkScan scan = new ChunkScan(file, 1 + random.nextInt(400))) {
                for (Chunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                    parts.addAll(read(LineRecords.of(file, chunk)));
                }
            }
            assertThat(parts).as("seed %d", seed).isEqualTo(read(file));
        }
    }

    private List<String> read(String text) throws IOException, RunFailure {
        return read(bytes(text));
    }

    private List<String> read(byte[] stored) throws IOException, RunFailure {
        return read(write(stored));
    }

    private InputFile write(byte[] stored) throws IOException, RunFailure {
        Path path = Files.write(folder.resolve("file"), stored);
        return InputListing.of(List.of(path.toString()), Optional.empty()).get(0);
    }

    private static List<String> read(InputFile file) throws IOException {
        return read(LineRecords.of(file));
    }

    private static List<String> read(LineRecords opened) throws IOException {
        List<String> found = new ArrayList<>();
        try (LineRecords records = opened) {
            for (SourceRecord record = records.next(); record != null; record = records.next()) {
                assertThat(record.position().source()).isEqualTo("file");
                assertThat(record.position().split()).isEqualTo("-");
                found.add(record.position().offset() + ":" + new String(record.payload(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
