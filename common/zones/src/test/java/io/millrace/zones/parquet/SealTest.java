package io.millrace.zones.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.zones.SampleLake;
import io.millrace.zones.record.CleanRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealTest {

    private static final long SEED = 7;

    @TempDir
    private Path temp;

    private SampleLake lake;

    @BeforeEach
    void begin() {
        lake = new SampleLake(temp);
    }

    @Test
    void what_was_written_is_whole() throws IOException {
        assertThat(of(written(3, 1 << 20))).isEqualTo(Seal.WHOLE);
        assertThat(of(written(5_000, 1 << 14))).as("many row groups").isEqualTo(Seal.WHOLE);
        assertThat(of(written(0, 1 << 20))).isEqualTo(Seal.WHOLE);
    }

    @Test
    void no_other_byte_goes_unseen() throws IOException {
        byte[] whole = written(3, 1 << 20);
        Random random = new Random(SEED);
        int none = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Seal seal = of(bytes);
            assertThat(seal).as("byte %d of seed %d", at, SEED).isNotEqualTo(Seal.WHOLE);
            none += seal == Seal.NONE ? 1 : 0;
        }
        // The key and its length, and the eight bytes that say where the footer begins and that this is Parquet.
        assertThat(none).isBetween(1, Seal.KEY.length() + 2 + 8);
    }

    @Test
    void bytes_that_are_swapped_or_moved_are_seen() throws IOException {
        byte[] whole = written(50, 1 << 20);
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 100, swapped, 164, 64);
        System.arraycopy(whole, 164, swapped, 100, 64);
        assertThat(of(swapped)).isEqualTo(Seal.BROKEN);
        byte[] longer = new byte[whole.length + 1];
        System.arraycopy(whole, 0, longer, 1, whole.length);
        assertThat(of(longer)).isEqualTo(Seal.BROKEN);
    }

    @Test
    void what_somebody_else_wrote_has_none() throws IOException, SQLException {
        Path foreign = temp.resolve("foreign.parquet");
        query("copy (select 1 as a) to '" + foreign + "'");
        assertThat(of(Files.readAllBytes(foreign))).isEqualTo(Seal.NONE);
        byte[] whole = written(3, 1 << 20);
        assertThat(of(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(Seal.NONE);
        assertThat(of(Arrays.copyOf(whole, 5))).isEqualTo(Seal.NONE);
        assertThat(of(new byte[0])).isEqualTo(Seal.NONE);
    }

    @Test
    void other_readers_see_a_key_of_the_footer() throws IOException, SQLException {
        Path file = Files.write(temp.resolve("rows.parquet"), written(3, 1 << 20));
        assertThat(query("select decode(value) from parquet_kv_metadata('" + file
                        + "') where decode(key) = 'millrace.seal'"))
                .matches("[0-9a-f]{8}")
                .isNotEqualTo(Seal.BLANK);
    }

    @Test
    void rows_that_are_copied_into_another_file_get_its_seal() throws IOException {
        Path file = Files.write(temp.resolve("rows.parquet"), written(3, 1 << 20));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        CleanRemainder.copy(new ChannelInputFile(Files.newByteChannel(file), "rows"), copy, day -> false);
        assertThat(of(copy.toByteArray())).isEqualTo(Seal.WHOLE);
    }

    @Test
    void the_stream_stays_open_and_a_footer_without_place_for_a_seal_is_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) {
                bytes.write(value);
            }

            @Override
            public void flush() {
                throw new AssertionError("flushed");
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        try (SealingStream stream = new SealingStream(out)) {
            stream.write(1);
            stream.write(new byte[] {2, 3});
            stream.flush();
            assertThat(stream.getPos()).isEqualTo(3);
        }
        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        SealingStream stream = new SealingStream(out);
        stream.endBegins();
        stream.write(new byte[100]);
        assertThatThrownBy(stream::close).isInstanceOf(IOException.class).hasMessageContaining("seal");
    }

    private byte[] written(int rows, long rowGroupBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<CleanRecord> writer = new CleanParquet(lake.plan()).writer(bytes, rowGroupBytes)) {
            for (int row = 0; row < rows; row++) {
                writer.write(lake.cleanRecord(SampleLake.position(0, row)));
            }
        }
        return bytes.toByteArray();
    }

    private Seal of(byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(Files.write(temp.resolve("file.parquet"), bytes))) {
            return Seal.of(file);
        }
    }

    /** The first value of the answer, if there is one. */
    private static String query(String sql) throws SQLException {
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
