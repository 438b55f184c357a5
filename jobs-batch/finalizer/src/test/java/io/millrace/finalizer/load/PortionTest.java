package io.millrace.finalizer.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.ledger.FileState;
import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.Ledger;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.finalizer.ledger.LoadEntry;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded in one transaction: more where nothing stands than where something does. */
final class PortionTest {

    private static final long FILE = 100L << 20;

    @TempDir
    private Path folder;

    @Test
    void a_first_load_takes_more_at_once_than_one_beside_others() throws Exception {
        for (int number = 0; number < 12; number++) {
            sparse("a" + number);
        }
        assertThat(filesOfPortions(new Known())).containsExactly(10, 2);
        assertThat(filesOfPortions(knowing("clean/transactions/dt=2025-04-06/before.parquet")))
                .hasSize(12)
                .containsOnly(1);
    }

    @Test
    void portions_have_no_more_files_than_can_be_read_at_once() throws Exception {
        Path day = Files.createDirectories(folder.resolve("clean/transactions/dt=2025-04-06"));
        for (int number = 0; number < 2_001; number++) {
            Files.write(day.resolve("a" + number + ".parquet"), new byte[1]);
        }
        assertThat(filesOfPortions(new Known())).containsExactly(2_000, 1);
    }

    private List<Integer> filesOfPortions(Known known) throws IOException {
        Lake lake = new Lake(folder.toUri());
        LakeScan scan = new LakeScan(lake, List.of("transactions"), new LocalFiles(), notice -> {});
        return scan.unknown(known).stream()
                .map(portion -> portion.files().size())
                .toList();
    }

    private static Known knowing(String path) {
        Known known = new Known();
        LedgerFile file = new LedgerFile("transactions", Zone.CLEAN, path, null, 1, 1, FileState.LOADED, null);
        Ledger.remember(
                new LoadEntry(1, 1, Instant.EPOCH, List.of(file), List.of(), List.of(), List.of(), List.of()), known);
        return known;
    }

    /** A file that is long and takes no room. */
    private void sparse(String name) throws IOException {
        Path day = Files.createDirectories(folder.resolve("clean/transactions/dt=2025-04-06"));
        try (RandomAccessFile file =
                new RandomAccessFile(day.resolve(name + ".parquet").toFile(), "rw")) {
            file.setLength(FILE);
        }
    }
}
