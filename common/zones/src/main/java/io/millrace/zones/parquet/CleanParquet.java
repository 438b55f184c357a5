package io.millrace.zones.parquet;

import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/** The files of the clean zone of one plan: their schema, a writer and a reader. */
public final class CleanParquet {

    /** Keys of the footer: the contract that judged the rows, the release that wrote them. */
    public static final String FOOTER_CONTRACT = "millrace.contract";

    public static final String FOOTER_VERSION = "millrace.version";

    /** A streaming file ends with its checkpoint; small groups keep open files light. */
    public static final long DEFAULT_ROW_GROUP_BYTES = 16L << 20;

    private final Plan plan;
    private final MessageType schema;

    public CleanParquet(Plan plan) {
        this.plan = plan;
        this.schema = CleanSchema.of(plan);
    }

    public MessageType schema() {
        return schema;
    }

    public ParquetWriter<CleanRecord> writer(OutputStream out) throws IOException {
        return writer(out, DEFAULT_ROW_GROUP_BYTES);
    }

    /**
     * A writer of rows of this plan. Closing it writes the footer with a {@link Seal}, and leaves the stream open; a row
     * that its judge called clean never makes it fail.
     *
     * @param rowGroupBytes about as much as the writer holds in memory before a row group is written
     */
    public ParquetWriter<CleanRecord> writer(OutputStream out, long rowGroupBytes) throws IOException {
        Map<String, String> footer = Map.of(FOOTER_CONTRACT, plan.contract().id(), FOOTER_VERSION, version());
        return new CleanFileBuilder<>(new CleanWriteSupport(plan, schema, footer, out), rowGroupBytes).build();
    }

    public CleanReader read(InputFile file) throws IOException {
        return read(file, plan.columns().stream().map(Column::name).toList());
    }

    /** Reads only these columns; the others (but the event time) are absent in the rows. */
    public CleanReader read(InputFile file, List<String> columns) throws IOException {
        return new CleanReader(plan, file, columns);
    }

    /** Shows the position of every row of a clean file, whichever plan wrote it. */
    public static void positions(InputFile file, PositionVisitor visitor) throws IOException {
        List<String> names = List.of(PositionColumns.SOURCE, PositionColumns.SPLIT, PositionColumns.OFFSET);
        try (FlatReader reader = new FlatReader(file, names)) {
            while (reader.next()) {
                visitor.visit(
                        reader.column(0).getBinary(),
                        reader.column(1).getBinary(),
                        reader.column(2).getLong());
            }
        }
    }

    /** The contract that judged the rows of a clean file, such as {@code transactions@1}; null when it does not say. */
    public static String contract(InputFile file) throws IOException {
        try (FlatReader reader = new FlatReader(file, List.of(PositionColumns.OFFSET))) {
            return reader.footer(FOOTER_CONTRACT);
        }
    }

    /** How many rows the footer of a clean file states. */
    public static long rows(InputFile file) throws IOException {
        try (FlatReader reader = new FlatReader(file, List.of(PositionColumns.OFFSET))) {
            return reader.rows();
        }
    }

    /** The release that writes, as the footer names it. */
    public static String version() {
        String version = CleanParquet.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
