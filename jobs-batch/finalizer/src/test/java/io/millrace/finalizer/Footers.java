package io.millrace.finalizer;

import io.millrace.zones.parquet.Seal;
import io.millrace.zones.parquet.SealingStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Parquet files with other footers than they were written with. */
public final class Footers {

    private static final int TAIL = 8;

    private Footers() {}

    /** The file with a change in its footer, as a forger who knows nothing of seals would leave it. */
    public static byte[] changed(byte[] file, Consumer<FileMetaData> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, start(file));
        end(file, change, out);
        return out.toByteArray();
    }

    /** The same with a seal of what it has become. */
    public static byte[] sealed(byte[] file, Consumer<FileMetaData> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream sealing = new SealingStream(out)) {
            sealing.write(file, 0, start(file));
            sealing.endBegins();
            end(
                    file,
                    change.andThen(footer -> footer.getKey_value_metadata().stream()
                            .filter(entry -> entry.getKey().equals(Seal.KEY))
                            .forEach(entry -> entry.setValue(Seal.BLANK))),
                    sealing);
        }
        return out.toByteArray();
    }

    /** The file as another writer leaves it. */
    public static byte[] unsealed(byte[] file) throws IOException {
        return changed(
                file,
                footer -> footer.getKey_value_metadata()
                        .removeIf(entry -> entry.getKey().equals(Seal.KEY)));
    }

    private static void end(byte[] file, Consumer<FileMetaData> change, OutputStream out) throws IOException {
        int start = start(file);
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, file.length - start));
        change.accept(footer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        bytes.writeTo(out);
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.size())
                .array());
        out.write(file, file.length - Integer.BYTES, Integer.BYTES);
    }

    private static int start(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
        return file.length - TAIL - length;
    }
}
