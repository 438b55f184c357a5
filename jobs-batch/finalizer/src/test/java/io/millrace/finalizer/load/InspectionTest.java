package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.Footers;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.load.Inspection.Seen;
import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.probe.Verdict;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of a load are looked at when it begins; those that arrive meanwhile, before anybody asks. */
@Timeout(120)
final class InspectionTest {

    @TempDir
    private Path temp;

    private final List<CommittedFile> arrived = new CopyOnWriteArrayList<>();
    private TestLake lake;
    private Prober prober;
    private Inspection inspection;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        prober = new Prober(List.of(lake.plan()));
        inspection = new Inspection(new Staging(temp.resolve("staging"), new LocalFiles()), prober, 1);
        inspection.watch(() -> List.copyOf(arrived), Duration.ofMillis(10));
    }

    @AfterEach
    void end() throws Exception {
        inspection.settle();
        prober.close();
    }

    @Test
    void what_arrives_while_others_are_loaded_is_there_when_it_is_asked_for() throws Exception {
        CommittedFile first = clean("a");
        CommittedFile second = clean("b");
        load(first);
        arrived.add(second);
        waitUntilStaged(2);
        inspection.expect(List.of(List.of(second)));
        Files.delete(Path.of(second.uri())); // It is not read again.
        List<Seen> seen = inspection.of(List.of(second));
        assertThat(seen).singleElement().satisfies(file -> {
            assertThat(file.file()).isEqualTo(second);
            assertThat(file.verdict().trusted()).isTrue();
            assertThat(file.local()).exists();
        });
    }

    @Test
    void what_arrived_and_is_not_wanted_leaves_nothing() throws Exception {
        load(clean("a"));
        arrived.add(clean("b"));
        waitUntilStaged(2);
        inspection.expect(List.of());
        assertThat(staged()).isEqualTo(1);
    }

    @Test
    void what_is_bad_when_it_arrives_is_looked_at_again() throws Exception {
        CommittedFile late = clean("b");
        byte[] whole = Files.readAllBytes(Path.of(late.uri()));
        Files.write(Path.of(late.uri()), new byte[whole.length]);
        load(clean("a"));
        arrived.add(late);
        arrived.add(clean("c"));
        waitUntilStaged(2);
        inspection.expect(List.of(List.of(late)));
        Files.write(Path.of(late.uri()), whole);
        assertThat(inspection.of(List.of(late)))
                .singleElement()
                .satisfies(file -> assertThat(file.verdict().reason()).isNull());
    }

    @Test
    void the_bad_one_of_many_small_files_is_found_and_the_others_are_good() throws Exception {
        List<CommittedFile> files = new ArrayList<>();
        for (char name = 'a'; name < 'm'; name++) {
            files.add(clean(String.valueOf(name)));
        }
        CommittedFile bad = files.get(5);
        Files.write(Path.of(bad.uri()), new byte[(int) bad.bytes()]);
        inspection.expect(List.of(files));
        List<Seen> seen = inspection.of(files);
        assertThat(seen).extracting(Seen::file).isEqualTo(files);
        for (Seen each : seen) {
            CommittedFile file = each.file();
            Verdict alone = prober.probe(file.zone(), file.dataset(), each.local(), file.path(), file.bytes());
            assertThat(each.verdict()).isEqualTo(alone);
            assertThat(alone.trusted()).isEqualTo(!file.equals(bad));
        }
    }

    @Test
    void after_a_load_that_did_not_end_in_good_order_no_seal_is_believed_until_all_is_loaded() throws Exception {
        CommittedFile lying = clean("b");
        byte[] forged = Footers.sealed(
                Files.readAllBytes(Path.of(lying.uri())),
                footer -> footer.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .getStatistics()
                        .setNull_count(1));
        Files.write(Path.of(lying.uri()), forged);
        CommittedFile file = new CommittedFile(
                lying.dataset(), lying.zone(), lying.uri(), lying.path(), null, lying.rows(), forged.length);
        assertThat(inspection.of(List.of(file)).get(0).verdict().trusted()).isTrue();

        Inspection next = new Inspection(new Staging(temp.resolve("staging"), new LocalFiles()), prober, 1);
        assertThat(next.of(List.of(file)).get(0).verdict().reason()).contains("absent values of transaction_id");
        next.rest();
        assertThat(next.of(List.of(file)).get(0).verdict().trusted()).isTrue();
    }

    private void load(CommittedFile file) throws IOException {
        inspection.expect(List.of(List.of(file)));
        assertThat(inspection.of(List.of(file)).get(0).verdict().trusted()).isTrue();
    }

    private CommittedFile clean(String name) throws Exception {
        long from = name.charAt(0) * 100L;
        Path file = lake.stream(name, records(from, from + 70)).stream()
                .filter(written -> written.startsWith(temp.resolve("lake/clean")))
                .findFirst()
                .orElseThrow();
        String path = lake.root().relativize(file).toString();
        return new CommittedFile(
                "transactions", Zone.CLEAN, file.toUri(), path, null, CommittedFile.ROWS_UNKNOWN, Files.size(file));
    }

    private void waitUntilStaged(int files) throws Exception {
        while (staged() < files) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private int staged() {
        try (Stream<Path> files = Files.list(temp.resolve("staging"))) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
