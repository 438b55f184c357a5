package io.millrace.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.gcs.Fault;
import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.gcs.Operation;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GcsStorageTest {

    private static final URI LAKE = URI.create("gs://zones/lake/");

    private GcsEmulator gcs;
    private ZoneFiles files;

    @BeforeEach
    void open() throws Exception {
        gcs = GcsEmulator.start(0).bucket("zones");
        StorageOptions.set(options());
        files = Storage.of(LAKE);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(gcs.count(Operation.UNKNOWN)).isZero();
        gcs.close();
    }

    private void survives(Fault fault) throws Exception {
        for (int nth = 1; nth <= 6; nth++) {
            URI marker = LAKE.resolve("runs/payments/run-" + nth + ".json");
            gcs.faults().nth(nth, fault);
            files.create(marker, "content".getBytes(UTF_8));
            gcs.faults().clear();
            assertThat(gcs.content("zones", "lake/runs/payments/run-" + nth + ".json"))
                    .isEqualTo("content".getBytes(UTF_8));
        }
        assertThat(gcs.faults().struck()).isGreaterThanOrEqualTo(3);
    }

    private Map<String, String> options() {
        return Map.of(
                "gs.storage.root.url", gcs.url(),
                "gs.auth.null.enable", "true",
                "gs.auth.service.account.enable", "false",
                "gs.project.id", "test");
    }

    @Test
    void what_is_created_is_listed_and_read_and_goes() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        URI file = LAKE.resolve("raw/payments/dt=2025-04-06/a.ndjson.zst");
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
    void what_is_there_stays_as_it_was() throws Exception {
        URI marker = LAKE.resolve("runs/payments/run-1.json");
        files.create(marker, "first".getBytes(UTF_8));

        assertThatThrownBy(() -> files.create(marker, "second".getBytes(UTF_8)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(gcs.content("zones", "lake/runs/payments/run-1.json")).isEqualTo("first".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "LOST_RESPONSE"})
    void a_trouble_that_passes_is_not_noticed(Fault fault) throws Exception {
        survives(fault);
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(
            names = {
                "TOO_MANY_REQUESTS",
                "INTERNAL_ERROR",
                "RETRY_LATER",
                "UNAVAILABLE_AFTER",
                "RESET",
                "RESET_AFTER",
                "SLOW_BODY",
                "TWICE"
            })
    void no_trouble_that_passes_is_noticed(Fault fault) throws Exception {
        survives(fault);
    }

    @Test
    void a_bucket_that_is_not_there_is_told_at_once() {
        assertThatThrownBy(() -> Storage.of(URI.create("gs://nowhere/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessage("there is no bucket gs://nowhere; create it, or mend the name");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "FORBIDDEN"})
    void who_may_not_come_in_is_told_at_once(Fault fault) {
        gcs.faults().always(fault, Operation.BUCKET, Operation.METADATA, Operation.LIST);
        assertThatThrownBy(() -> Storage.of(LAKE))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(
                        fault == Fault.FORBIDDEN ? "does not let us in" : "does not accept our credentials");
    }

    @Test
    void a_scheme_that_nobody_speaks_is_refused() {
        assertThatThrownBy(() -> Storage.of(URI.create("ftp://host/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("file://, gs://, s3:// or hdfs://");
    }
}
