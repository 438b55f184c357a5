package io.millrace.zones.parquet;

import io.millrace.contract.Dedupe;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Column.Part;
import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.file.Storage;
import io.millrace.zones.record.CleanRecord;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rows of a clean file as dedupe wants them: all of a row when this contract judged it, else what tells its key and
 * its version, for other columns of another contract may not be there.
 */
public final class HeldFile implements Closeable {

    private final CleanReader reader;

    private HeldFile(CleanReader reader) {
        this.reader = reader;
    }

    public static HeldFile open(Plan plan, URI file) throws IOException {
        boolean same = plan.contract().id().equals(CleanParquet.contract(input(file)));
        List<String> columns = same
                ? names(plan, column -> true)
                : names(plan, column -> isKey(plan, column) || isOrder(plan, column));
        return new HeldFile(new CleanParquet(plan).read(input(file), columns));
    }

    private static List<String> names(Plan plan, Predicate<Column> wanted) {
        List<String> names = new ArrayList<>();
        plan.columns().stream().filter(wanted).forEach(column -> names.add(column.name()));
        return names;
    }

    private static boolean isKey(Plan plan, Column column) {
        // The column of undeclared members is of no field.
        return column.part() != Part.MASKED
                && column.field() != null
                && plan.contract().key().contains(column.field());
    }

    private static boolean isOrder(Plan plan, Column column) {
        Dedupe dedupe = plan.contract().dedupe();
        return dedupe.orderBy().filter(column.name()::equals).isPresent();
    }

    private static ChannelInputFile input(URI file) throws IOException {
        return new ChannelInputFile(Storage.at(file).open(file), Storage.shown(file));
    }

    /** The next row, or null after the last. */
    public CleanRecord read() throws IOException {
        return reader.read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
