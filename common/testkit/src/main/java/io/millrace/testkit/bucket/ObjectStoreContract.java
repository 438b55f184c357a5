package io.millrace.testkit.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.http.Fault;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.StorageOptions;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What files in an object store promise, whatever serves it and whoever speaks to it. */
public abstract class ObjectStoreContract {

    Bucket bucket;
    URI lake;
    private ZoneFiles files;

    abstract Bucket bucket() throws IOException;

    @BeforeEach
    final void open() throws Exception {
        bucket = bucket();
        lake = bucket.root().resolve("lake/");
        StorageOptions.set(bucket.options());
        files = Storage.of(lake);
    }

    @AfterEach
    final void close() throws Exception {
        assertThat(bucket.requests()).doesNotContainKey("UNKNOWN");
        bucket.close();
    }

    @Test
    final void what_is_created_is_listed_and_read_and_goes() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        URI file = lake.resolve("raw/payments/dt=2025-04-06/a%20b+c.ndjson.zst");
        files.create(file, content);
        files.create(lake.resolve("raw/payments/_temporary/b"), content);
        files.create(lake.resolve("raw/payments/dt=2025-04-05/b"), "b".getBytes(UTF_8));

        List<ZoneFile> listed = files.list(lake.resolve("raw/payments/"));
        assertThat(listed)
                .extracting(ZoneFile::uri, ZoneFile::size)
                .containsExactly(
                        tuple(lake.resolve("raw/payments/dt=2025-04-05/b"), 1L), tuple(file, (long) content.length));
        ZoneFile seen = files.look(file);
        assertThat(seen.uri()).isEqualTo(file);
        assertThat(seen.size()).isEqualTo(content.length);
        Instant modified = Instant.EPOCH.plus(listed.get(1).modified(), ChronoUnit.MICROS);
        assertThat(modified).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        // Of one object S3 tells the second, and in a list some servers tell more.
        assertThat(Instant.EPOCH.plus(seen.modified(), ChronoUnit.MICROS))
                .isCloseTo(modified, within(1, ChronoUnit.SECONDS));
        assertThat(files.list(lake.resolve("clean/"))).isEmpty();
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
        assertThatThrownBy(() -> files.look(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.look(lake.resolve("raw/payments"))).isInstanceOf(NoSuchFileException.class);
        assertThat(bucket.openUploads()).isZero();
    }

    @Test
    final void a_file_of_this_machine_is_put_there_once(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(2).nextBytes(content);
        Path local = Files.write(folder.resolve("x"), content);
        URI file = lake.resolve("clean/payments/dt=2025-04-06/run-000001-x-00000.parquet");
        files.create(file, local);
        assertThat(bucket.content(bucket.root().relativize(file).getPath())).isEqualTo(content);
        files.create(file, local);
        Files.write(local, new byte[] {1});
        assertThatThrownBy(() -> files.create(file, local)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    final void what_is_there_stays_as_it_was() throws Exception {
        URI marker = lake.resolve("runs/payments/run-1.json");
        files.create(marker, "first".getBytes(UTF_8));

        assertThatThrownBy(() -> files.create(marker, "second".getBytes(UTF_8)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(content(marker)).isEqualTo("first");
    }

    @Test
    final void what_is_moved_is_there_under_its_new_name_only() throws Exception {
        URI staged = lake.resolve("_staging/payments/_files/1/lake/raw/payments/dt=2025-04-06/a%20b");
        URI file = lake.resolve("raw/payments/dt=2025-04-06/run-000001-x-00000.ndjson.zst");
        files.create(staged, "content".getBytes(UTF_8));
        files.move(staged, file);
        assertThat(content(file)).isEqualTo("content");
        assertThatThrownBy(() -> files.look(staged)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.move(staged, lake.resolve("raw/payments/other")))
                .isInstanceOf(IOException.class);
        assertThat(files.list(lake)).extracting(ZoneFile::uri).containsExactly(file);
    }

    @Test
    final void a_folder_goes_with_all_that_is_in_it() throws Exception {
        URI folder = lake.resolve("_staging/payments/_files/");
        List<String> names = List.of("1/a", "1/_temporary/0/b", "2/.c");
        for (String name : names) {
            files.create(folder.resolve(name), new byte[] {1});
        }
        URI other = lake.resolve("_staging/payments/lease");
        files.create(other, new byte[] {1});
        files.deleteFolder(folder);
        files.deleteFolder(folder);
        for (String name : names) {
            assertThatThrownBy(() -> files.look(folder.resolve(name))).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(files.look(other).size()).isEqualTo(1);
    }

    private String content(URI file) throws IOException {
        return new String(bucket.content(bucket.root().relativize(file).getPath()), UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "LOST_RESPONSE"})
    final void a_trouble_that_passes_is_not_noticed(Fault fault) throws Exception {
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
    final void no_trouble_that_passes_is_noticed(Fault fault) throws Exception {
        survives(fault);
    }

    private void survives(Fault fault) throws Exception {
        assumeTrue(isEmulated(), "only our own server fails when it is told to");
        for (int nth = 1; nth <= 6; nth++) {
            URI marker = lake.resolve("runs/payments/run-" + nth + ".json");
            bucket.faults().nth(nth, fault);
            files.create(marker, "content".getBytes(UTF_8));
            bucket.faults().clear();
            assertThat(content(marker)).isEqualTo("content");
        }
        assertThat(bucket.faults().strikes()).hasSizeGreaterThanOrEqualTo(3);
    }

    boolean isEmulated() {
        return !bucket.requests().isEmpty();
    }

    @Test
    final void a_bucket_that_is_not_there_is_told_at_once() {
        String nowhere = bucket.root().getScheme() + "://nowhere";
        assertThatThrownBy(() -> Storage.of(URI.create(nowhere + "/lake")))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining(refusalOf(nowhere));
    }

    String refusalOf(String nowhere) {
        return "there is no bucket " + nowhere + "; create it, or mend the name";
    }

    @Test
    final void who_may_not_come_in_is_told_at_once() {
        assumeTrue(isEmulated(), "only our own server refuses when it is told to");
        bucket.faults().always(Fault.FORBIDDEN);
        assertThatThrownBy(() -> Storage.of(lake))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("does not let us in");
    }
}
