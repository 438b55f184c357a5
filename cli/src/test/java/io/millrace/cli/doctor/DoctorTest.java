package io.millrace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds. */
final class DoctorTest {

    @TempDir
    private Path folder;

    @Test
    void a_machine_that_can_run_it_is_told_so() {
        Called called = Called.in(folder, Map.of("PATH", System.getenv("PATH")), "doctor");
        assertThat(called.exit()).as(called.out()).isEqualTo(Exit.OK);
        assertThat(called.out())
                .containsPattern("ok +java +")
                .containsPattern("ok +contracts +.*transactions.* compile")
                .containsPattern("hmm +masking key +none set, but these contracts mask: .*transactions")
                .containsPattern("ok +broker +none given");
    }

    @Test
    void a_missing_maven_hurts_only_the_next_build() {
        Called called = Called.in(folder, "doctor");
        assertThat(called.exit()).isEqualTo(Exit.OK);
        assertThat(called.out()).containsPattern("hmm +maven +not found").contains("needed only to build anew");
    }

    @Test
    void a_used_port_a_broken_contract_and_a_missing_key_are_in_the_way() throws IOException {
        Path contracts = Files.createDirectories(folder.resolve("contracts/broken"));
        Files.writeString(contracts.resolve("contract.yaml"), "contract: 1\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Called called = Called.in(folder, "doctor", "--ui-port", port, "--mask-key", "k1=missing.key");
            assertThat(called.exit()).isEqualTo(Exit.USAGE);
            assertThat(called.out())
                    .containsPattern("BAD +ports +" + port + " for the Flink UI is in use")
                    .containsPattern("BAD +contracts +these do not compile: broken")
                    .containsPattern("BAD +masking key +masking.keys.k1: the file .*missing.key does not exist");
        }
    }

    @Test
    void a_key_that_others_can_read_is_doubted() throws IOException {
        Path key = Files.writeString(folder.resolve("mask.key"), "0123456789abcdef");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Called called = Called.in(folder, "doctor", "--mask-key", "k1=mask.key");
        assertThat(called.out()).contains("can be read by others", "chmod 600").doesNotContain("0123456789abcdef");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(Called.in(folder, "doctor", "--mask-key", "k1=mask.key").out())
                .containsPattern("ok +masking key +k1 is active");
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Called called = Called.in(folder, "doctor", "--lake", "/proc/lake", "--output", "json");
        assertThat(file).exists();
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.out()).contains("\"health\" : \"bad\"", "cannot write to /proc");
    }
}
