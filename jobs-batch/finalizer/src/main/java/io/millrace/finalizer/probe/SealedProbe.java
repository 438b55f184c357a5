package io.millrace.finalizer.probe;

import io.millrace.zones.parquet.PositionColumns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;

/**
 * Probes a clean file whose seal is whole: it is, byte by byte, what a writer of the zone made of rows that were judged,
 * and its footer says of them what is true. What is left is whether it is such a file of this dataset and of this day.
 * Nothing is decoded, and nothing but Java runs.
 */
final class SealedProbe {

    private SealedProbe() {}

    /** Returns the rows of the file; empty when its footer does not say enough. */
    static Optional<Long> probe(Path path, LocalDate day, Expected expected) throws IOException, BadFileException {
        SoundFile file = SoundFile.of(path, day, expected);
        int eventTime = file.schema().getFieldIndex(expected.eventTime());
        int contract = file.schema().getFieldIndex(PositionColumns.CONTRACT);
        for (RowGroup group : file.groups()) {
            Optional<Statistics> times = statistics(group, eventTime);
            Optional<Statistics> contracts = statistics(group, contract);
            if (times.isEmpty() || contracts.isEmpty()) {
                return Optional.empty();
            }
            file.refuseOtherDay(
                    number(times.get().getMin_value()), number(times.get().getMax_value()));
            file.refuseOtherContract(
                    text(contracts.get().getMin_value()), text(contracts.get().getMax_value()));
        }
        return Optional.of(file.rows());
    }

    /** What the footer says of a column that has a value in each row. */
    private static Optional<Statistics> statistics(RowGroup group, int column) {
        Statistics said = group.getColumns().get(column).getMeta_data().getStatistics();
        return said != null && said.isSetMin_value() && said.isSetMax_value() ? Optional.of(said) : Optional.empty();
    }

    private static long number(byte[] said) {
        ByteBuffer bytes = ByteBuffer.wrap(said).order(ByteOrder.LITTLE_ENDIAN);
        return said.length == Integer.BYTES ? bytes.getInt() : bytes.getLong();
    }

    private static String text(byte[] said) {
        return new String(said, StandardCharsets.UTF_8);
    }
}
