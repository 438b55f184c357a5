package io.millrace.spark.judge;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import io.millrace.zones.record.CleanRecord;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Valid records as rows of Spark's, on their way to the others of their key. */
public final class Candidates {

    /** The columns by which they are sorted, all held ones of a key before the others, those in the order in which they count. */
    private static final List<String> ORDER = List.of("a", "b", "c", "d", "new", "place");

    private static final int A = 0;
    private static final int IS_NEW = 4;
    private static final int SOURCE = 6;
    private static final int SPLIT = 7;
    private static final int OFFSET = 8;
    private static final int SOURCE_TIME = 9;
    private static final int DAY = 10;
    private static final int ROW = 11;

    public static final StructType SCHEMA = new StructType()
            .add(column("a", LongType))
            .add(column("b", LongType))
            .add(column("c", LongType))
            .add(column("d", LongType))
            .add(column("new", BooleanType))
            .add(column("place", LongType))
            .add(column("source", StringType))
            .add(column("split", StringType))
            .add(column("offset", LongType))
            .add(column("source_time", LongType))
            .add(column("day", IntegerType))
            .add(column("row", BinaryType));

    private Candidates() {}

    private static StructField column(String name, DataType type) {
        return new StructField(name, type, false, Metadata.empty());
    }

    /**
     * A record of the input.
     *
     * @param place its place in the order in which the records of the input count
     */
    static Row of(RowKey key, long place, CleanRecord record) {
        return row(key, true, place, record);
    }

    /** A row that the lake holds already. */
    static Row held(RowKey key, CleanRecord record) {
        return row(key, false, 0, record);
    }

    private static Row row(RowKey key, boolean isNew, long place, CleanRecord record) {
        Position position = record.position();
        return RowFactory.create(
                key.a(),
                key.b(),
                key.c(),
                key.d(),
                isNew,
                place,
                position.source(),
                position.split(),
                position.offset(),
                record.sourceTime(),
                record.eventDay(),
                RowBytes.write(record.row()));
    }

    /** The records of a key together and in their order, however many there are: Spark sorts, and spills. */
    public static Dataset<Row> sortedByKey(Dataset<Row> candidates) {
        return candidates
                .repartition(functions.col("a"))
                .sortWithinPartitions(ORDER.stream().map(functions::col).toArray(Column[]::new));
    }

    public static RowKey key(Row row) {
        return new RowKey(row.getLong(A), row.getLong(A + 1), row.getLong(A + 2), row.getLong(A + 3));
    }

    public static boolean isNew(Row row) {
        return row.getBoolean(IS_NEW);
    }

    public static CleanRecord record(Row row) {
        return new CleanRecord(
                RowBytes.read(row.getAs(ROW)),
                new Position(row.getString(SOURCE), row.getString(SPLIT), row.getLong(OFFSET)),
                row.getLong(SOURCE_TIME),
                row.getInt(DAY));
    }
}
