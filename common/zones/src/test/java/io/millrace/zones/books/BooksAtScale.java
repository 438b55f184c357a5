package io.millrace.zones.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.SampleLake;
import io.millrace.zones.books.Fault.Kind;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Audits ten million records; not part of the build. {@code mvn -pl common/zones -am test -Dtest=BooksAtScale
 * -Dtest.heap=1g -Dsurefire.failIfNoSpecifiedTests=false}
 */
final class BooksAtScale {

    private static final int SPLITS = 4;
    private static final int FILES = 10;
    private static final int PER_FILE = 250_000;

    @TempDir
    private Path root;

    private final Random random = new Random(1);

    @Test
    void ten_million_records_are_audited_in_a_small_heap() throws IOException {
        SampleLake zones = new SampleLake(root);
        for (int split = 0; split < SPLITS; split++) {
            for (int file = 0; file < FILES; file++) {
                write(zones, split, file);
            }
        }
        long records = (long) SPLITS * FILES * PER_FILE;
        Audit whole = audit(zones, "balanced");
        assertThat(whole.named()).isEmpty();
        assertThat(whole.raw()).isEqualTo(records);
        zones.error("part-0-0", List.of());
        Audit lost = audit(zones, "one error file emptied");
        assertThat(lost.faults()).isEqualTo(Map.of(Kind.LOST, (long) PER_FILE / 10));
        assertThat(lost.named()).allSatisfy(fault -> assertThat(fault.files()).hasSize(1));
    }

    private static Audit audit(SampleLake zones, String what) throws IOException {
        long start = System.nanoTime();
        Audit audit = Books.audit(
                new LocalFiles(), zones.lake(), SampleLake.DATASET, OffsetAuthority.none(), Progress.none());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%s: %,d records, %,d files, %,d bytes audited in %.1f s with a heap of at most %,d bytes%n",
                what,
                audit.raw(),
                audit.files(),
                audit.bytes(),
                took.toMillis() / 1000.0,
                Runtime.getRuntime().maxMemory());
        return audit;
    }

    private void write(SampleLake zones, int split, int file) throws IOException {
        String name = "part-" + split + "-" + file;
        List<SourceRecord> raw = new ArrayList<>();
        List<CleanRecord> clean = new ArrayList<>();
        List<ErrorRecord> errors = new ArrayList<>();
        for (int index = 0; index < PER_FILE; index++) {
            Position position = SampleLake.position(split, (long) file * PER_FILE + index);
            raw.add(new SourceRecord(position, SampleLake.TIME, null, List.of(), payload(position.offset())));
            if (index % 20 == 18) {
                errors.add(zones.rejected(position));
            } else if (index % 20 == 19) {
                errors.add(zones.duplicate(position, SampleLake.position(split, position.offset() - 19)));
            } else {
                clean.add(zones.cleanRecord(position));
            }
        }
        zones.raw(name, raw);
        zones.clean(name, clean);
        zones.error(name, errors);
    }

    private byte[] payload(long id) {
        String account = "DE" + Math.abs(random.nextLong() % 100_000_000_000L);
        return ("{\"transaction_id\":" + id + ",\"source_system\":\"core-banking\",\"account_number\":\"" + account
                        + "\",\"account_type\":\"CHECKING\",\"customer_region\":\"Bavaria\",\"amount\":"
                        + random.nextInt(100_000) + ".50,\"currency\":\"EUR\",\"status\":\"COMPLETED\","
                        + "\"processing_duration\":" + random.nextDouble()
                        + ",\"timestamp\":\"2025-04-06T10:00:00.000000Z\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
