package io.millrace.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.s3.S3Emulator;
import io.millrace.testkit.s3.S3Operation;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3StorageTest {

    private static final URI LAKE = URI.create("s3://zones/lake/");

    private S3Emulator s3;
    private ZoneFiles files;

    @BeforeEach
    void open() throws Exception {
        s3 = S3Emulator.start(0).bucket("zones");
        StorageOptions.set(s3.options());
        files = Storage.of(LAKE);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(s3.count(S3Operation.UNKNOWN)).as("%s", s3.requests()).isZero();
        assertThat(s3.openUploads("zones")).isZero();
        s3.close();
    }

    @Test
    void what_is_created_is_listed_and_read_and_goes() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        URI file = LAKE.resolve("raw/payments/dt=2025-04-06/a%20b+c.ndjson.zst");
        files.create(file, content);
        files.create(LAKE.resolve("raw/payments/_temporary/b"), content);
        files.create(LAKE.resolve("raw/payments/dt=2025-04-05/b"), "b".getBytes(UTF_8));

        List<ZoneFile> listed = files.list(LAKE.resolve("raw/payments/"));
        assertThat(listed)
                .containsExactly(
                        new ZoneFile(LAKE.resolve("raw/payments/dt=2025-04-05/b"), 1),
                        new ZoneFile(file, content.length));
        assertThat(files.list(LAKE.resolve("clean/"))).isEmpty();
        try (SeekableByteChannel in = files.open(file)) {
            assertThat(in.size()).isEqualTo(content.length);
            ByteBuffer tail = ByteBuffer.allocate(100);
            in.position(content.length - 100);
            while (tail.hasRemaining()) {
                assertThat(in.read(tail)).isPositive();
            }
            assertThat(tail.array()).isEqualTo(Arrays.copyOfRange(content, content.length - 100, content.length));
            assertThat(in.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        files.delete(file);
        files.delete(file);
        assertThatThrownBy(() -> files.open(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_folder_of_more_files_than_a_page_is_listed_whole() throws Exception {
        for (int number = 0; number < 1_100; number++) {
            s3.put("zones", "lake/raw/payments/dt=2025-04-06/" + number, new byte[] {1});
        }
        assertThat(files.list(LAKE.resolve("raw/"))).hasSize(1_100);
    }

    @Test
    void what_is_there_stays_as_it_was() throws Exception {
        URI marker = LAKE.resolve("runs/payments/run-1.json");
        files.create(marker, "first".getBytes(UTF_8));

        assertThatThrownBy(() -> files.create(marker, "second".getBytes(UTF_8)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(s3.content("zones", "lake/runs/payments/run-1.json")).isEqualTo("first".getBytes(UTF_8));
    }

    @Test
    void a_bucket_that_is_not_there_is_told_at_once() {
        assertThatThrownBy(() -> Storage.of(URI.create("s3://nowhere/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessage("there is no bucket s3://nowhere; create it, or mend the name");
    }

    @ParameterizedTest
    @CsvSource({"s3.access-key, somebody", "s3.secret-key, something"})
    void who_has_the_wrong_keys_is_told_at_once(String option, String value) {
        Map<String, String> options = new HashMap<>(s3.options());
        options.put(option, value);
        StorageOptions.set(options);
        assertThatThrownBy(() -> Storage.of(LAKE))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not let us in: the keys are wrong")
                .hasMessageNotContaining(value);
    }
}
