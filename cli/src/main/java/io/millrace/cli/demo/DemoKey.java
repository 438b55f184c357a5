package io.millrace.cli.demo;

import io.millrace.pipeline.mask.MaskKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;

/** The masking key of demos: made once, readable by its owner alone. */
final class DemoKey {

    private static final String ID = "demo";
    private static final int BYTES = 32;

    private DemoKey() {}

    static MaskKey in(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file);
        }
        return new MaskKey(ID, Files.readString(file).strip().getBytes(StandardCharsets.US_ASCII));
    }

    /** The file never exists with wider permissions, not even for a moment. */
    private static void write(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        FileAttribute<?>[] owner =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        Files.newByteChannel(made, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)
                .close();
        Files.writeString(made, HexFormat.of().formatHex(secret) + "\n");
        Files.move(made, file);
    }
}
