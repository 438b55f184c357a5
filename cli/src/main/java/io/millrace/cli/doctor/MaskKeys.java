package io.millrace.cli.doctor;

import io.millrace.cli.Failure;
import io.millrace.cli.config.Given;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Whether the masking keys can be read, and by nobody else. */
final class MaskKeys {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String HOW_TO_MAKE =
            "make one: (umask 077; openssl rand -hex 32 > mask.key), then --mask-key k1=mask.key";

    private MaskKeys() {}

    static Finding keys(Settings settings, List<String> maskingDatasets) {
        List<Given> keys = settings.members(Setting.MASK_KEYS);
        if (keys.isEmpty()) {
            return maskingDatasets.isEmpty()
                    ? Finding.ok("masking key", "none set, and no contract masks")
                    : Finding.doubtful(
                            "masking key",
                            "none set, but these contracts mask: " + String.join(", ", maskingDatasets)
                                    + "; they are refused without (the demo makes its own)",
                            HOW_TO_MAKE);
        }
        try {
            settings.maskKeys();
        } catch (Failure e) {
            return Finding.bad("masking key", e.getMessage(), HOW_TO_MAKE);
        }
        List<Path> open = keys.stream()
                .flatMap(key -> settings.secretFile(key).stream())
                .filter(MaskKeys::isOpen)
                .toList();
        if (!open.isEmpty()) {
            return Finding.doubtful(
                    "masking key",
                    open.get(0) + " can be read by others; who has the key can undo the masking",
                    "chmod 600 " + open.get(0));
        }
        return Finding.ok(
                "masking key",
                keys.get(0).name() + " is active" + (keys.size() > 1 ? ", " + (keys.size() - 1) + " more" : ""));
    }

    private static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
