package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.warehouse.LoadStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse on a small disk of its own, filled up to a little room that is left for a load, again and again. */
@Timeout(900)
final class DiskFullIT {

    private static final long DISK = 96L << 20;
    private static final long KIB = 1 << 10;
    private static final int BATCH = 70;

    @TempDir
    private Path temp;

    private Path disk;
    private TestLake lake;
    private TestWarehouse warehouse;
    private long next;
    private final Map<LoadStep, Integer> failedAfter = new EnumMap<>(LoadStep.class);
    private int succeeded;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (mount.waitFor() != 0) {
            System.err.println("SKIPPED, because nothing can be mounted here: " + said);
            Assumptions.abort(said);
        }
        lake = new TestLake(temp.resolve("lake"));
        warehouse = new TestWarehouse(lake.root(), disk.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        more();
        assertThat(load()).contains("exit 0");
    }

    @AfterEach
    void unmount() throws Exception {
        new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
    }

    @Test
    @Tag("slow")
    void a_disk_that_is_full_at_any_write_costs_nothing_but_time() throws Exception {
        long[] rooms = LongStream.concat(
                        LongStream.range(0, 16).map(step -> step * 16 * KIB),
                        LongStream.range(1, 17).map(step -> step * 256 * KIB))
                .toArray();
        loadIn(rooms);
        assertThat(failedAfter).as("steps after which it failed").hasSizeGreaterThan(3);
    }

    @Test
    void a_full_disk_costs_nothing_but_time() throws Exception {
        loadIn(0, 128 * KIB, 2_048 * KIB, DISK / 3);
        assertThat(failedAfter).isNotEmpty();
    }

    private void loadIn(long... rooms) throws Exception {
        for (long room : rooms) {
            more();
            Path ballast = fill(room);
            List<String> said = load();
            if (said.contains("exit 0")) {
                succeeded++;
            } else {
                assertThat(said)
                        .as("with room for %d bytes", room)
                        .contains("exit 75")
                        .anyMatch(line -> line.startsWith("TRY_AGAIN ") && line.endsWith(": the disk is full"))
                        .anyMatch(line -> line.contains("nothing is lost"));
                failedAfter.merge(lastStep(said), 1, Integer::sum);
            }
            readable();
            Files.delete(ballast);
            assertThat(load()).as("once there is room again").contains("exit 0");
            readable();
        }
        System.out.println(
                "full disk: " + rooms.length + " rooms, " + succeeded + " enough, failed after " + failedAfter);
        assertThat(succeeded).as("the last room is enough").isPositive();
        equalsACleanBuild();
    }

    private void more() throws IOException {
        lake.stream("s" + next, records(next, next + BATCH));
        next += BATCH;
    }

    /** Leaves so much room and no more. */
    private Path fill(long room) throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[1 << 16];
        try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long left = Files.getFileStore(disk).getUsableSpace() - room;
            while (left > 0) {
                int length = (int) Math.min(block.length, left);
                left -= channel.write(ByteBuffer.wrap(block, 0, length));
            }
        }
        return ballast;
    }

    /** In a process of its own, as the engine may be of no use any more. */
    private List<String> load() throws Exception {
        Process child = LoadingChild.start(lake.root(), warehouse.folder(), "");
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of((said + "exit " + child.waitFor()).split("\n"));
    }

    private static LoadStep lastStep(List<String> said) {
        return Arrays.stream(LoadStep.values())
                .filter(step -> said.contains(step.name()))
                .reduce((earlier, later) -> later)
                .orElse(LoadStep.LOCK);
    }

    private void readable() throws Exception {
        assertThat(warehouse.ask(
                        "select (select sum(rows) from ledger.files where zone = 'clean' and state = 'LOADED') "
                                + "- (select count(*) from transaction_fact)"))
                .containsExactly("0");
    }

    private void equalsACleanBuild() throws Exception {
        TestWarehouse clean = new TestWarehouse(lake.root(), temp.resolve("clean"), TestLake.HOME.resolve("sql"));
        clean.load();
        for (String sql : Tables.COMPARED) {
            assertThat(warehouse.ask(sql)).as(sql).isEqualTo(clean.ask(sql));
        }
    }
}
