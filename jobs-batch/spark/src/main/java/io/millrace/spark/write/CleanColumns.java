package io.millrace.spark.write;

import static io.millrace.zones.parquet.PositionColumns.CONTRACT;
import static io.millrace.zones.parquet.PositionColumns.OFFSET;
import static io.millrace.zones.parquet.PositionColumns.SOURCE;
import static io.millrace.zones.parquet.PositionColumns.SOURCE_TIME;
import static io.millrace.zones.parquet.PositionColumns.SPLIT;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.Lake;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rows of the clean zone in Spark's types, with the day whose folder they belong to. */
public final class CleanColumns {

    /** What precedes the day in the name of its folder, which Spark makes. */
    public static final String DAY = "dt";

    private final List<Type> types;
    private final StructType schema;
    private final String contract;
    private int lastDay;
    private String lastDayName;

    public CleanColumns(Plan plan) {
        types = plan.columns().stream()
                .map(io.millrace.pipeline.plan.Column::type)
                .toList();
        StructType columns = new StructType();
        for (io.millrace.pipeline.plan.Column column : plan.columns()) {
            columns = columns.add(
                    new StructField(column.name(), type(column.type()), !column.required(), Metadata.empty()));
        }
        schema = columns.add(new StructField(SOURCE, DataTypes.StringType, false, Metadata.empty()))
                .add(new StructField(SPLIT, DataTypes.StringType, false, Metadata.empty()))
                .add(new StructField(OFFSET, DataTypes.LongType, false, Metadata.empty()))
                .add(new StructField(SOURCE_TIME, DataTypes.TimestampType, false, Metadata.empty()))
                .add(new StructField(CONTRACT, DataTypes.StringType, false, Metadata.empty()))
                .add(new StructField(DAY, DataTypes.StringType, false, Metadata.empty()));
        contract = plan.contract().id();
    }

    public StructType schema() {
        return schema;
    }

    /** Rows of a day together, in the order of their positions. */
    public static Dataset<org.apache.spark.sql.Row> sortedByDay(Dataset<org.apache.spark.sql.Row> rows) {
        return rows.sortWithinPartitions(DAY, SOURCE, SPLIT, OFFSET);
    }

    private static DataType type(Type type) {
        if (type instanceof Type.Int) {
            return DataTypes.IntegerType;
        } else if (type instanceof Type.Bigint) {
            return DataTypes.LongType;
        } else if (type instanceof Type.Decimal decimal) {
            return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
        } else if (type instanceof Type.Real) {
            return DataTypes.DoubleType;
        } else if (type instanceof Type.Bool) {
            return DataTypes.BooleanType;
        } else if (type instanceof Type.Date) {
            return DataTypes.DateType;
        } else if (type instanceof Type.Timestamp) {
            return DataTypes.TimestampType;
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return DataTypes.StringType;
        }
        throw new IllegalStateException("no type of Spark's for " + type.declaration());
    }

    public org.apache.spark.sql.Row row(CleanRecord record) {
        Object[] values = new Object[schema.size()];
        for (int column = 0; column < types.size(); column++) {
            values[column] = value(types.get(column), record.row(), column);
        }
        int next = types.size();
        values[next++] = record.position().source();
        values[next++] = record.position().split();
        values[next++] = record.position().offset();
        values[next++] = instant(Instants.clamp(record.sourceTime()));
        values[next++] = contract;
        values[next] = day(record.eventDay());
        return RowFactory.create(values);
    }

    private static Object value(Type type, Row row, int column) {
        if (row.isAbsent(column)) {
            return null;
        } else if (type instanceof Type.Int) {
            return (int) row.longAt(column);
        } else if (type instanceof Type.Decimal decimal) {
            return new BigDecimal(CanonicalRow.unscaled(row, column), decimal.scale());
        } else if (type instanceof Type.Real) {
            return row.doubleAt(column);
        } else if (type instanceof Type.Bool) {
            return row.longAt(column) != 0;
        } else if (type instanceof Type.Date) {
            return LocalDate.ofEpochDay(row.longAt(column));
        } else if (type instanceof Type.Timestamp) {
            return instant(row.longAt(column));
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return new String(row.bytesAt(column), StandardCharsets.UTF_8);
        }
        return row.longAt(column);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private String day(int day) {
        if (lastDayName == null || day != lastDay) {
            lastDay = day;
            lastDayName = Lake.partitionName(day).substring(DAY.length() + 1);
        }
        return lastDayName;
    }
}
