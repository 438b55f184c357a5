package io.millrace.zones.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a plan's clean rows. */
public final class CleanSchema {

    /** Widest decimals of the two integer types. */
    static final int INT32_DIGITS = 9;

    static final int INT64_DIGITS = 18;

    private CleanSchema() {}

    public static MessageType of(Plan plan) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (Column column : plan.columns()) {
            schema.addField(type(column));
        }
        for (PrimitiveType position : PositionColumns.types()) {
            schema.addField(position);
        }
        return schema.named(plan.dataset());
    }

    private static PrimitiveType type(Column column) {
        Type type = column.type();
        if (type instanceof Type.Int) {
            return primitive(column, INT32).named(column.name());
        } else if (type instanceof Type.Bigint) {
            return primitive(column, INT64).named(column.name());
        } else if (type instanceof Type.Decimal decimal) {
            return decimal(column, decimal);
        } else if (type instanceof Type.Real) {
            return primitive(column, DOUBLE).named(column.name());
        } else if (type instanceof Type.Bool) {
            return primitive(column, BOOLEAN).named(column.name());
        } else if (type instanceof Type.Date) {
            return primitive(column, INT32).as(LogicalTypeAnnotation.dateType()).named(column.name());
        } else if (type instanceof Type.Timestamp) {
            return primitive(column, INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                    .named(column.name());
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return primitive(column, BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(column.name());
        }
        throw new IllegalStateException("no Parquet type for " + type.declaration());
    }

    private static PrimitiveType decimal(Column column, Type.Decimal decimal) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision());
        if (decimal.precision() <= INT32_DIGITS) {
            return primitive(column, INT32).as(annotation).named(column.name());
        } else if (decimal.precision() <= INT64_DIGITS) {
            return primitive(column, INT64).as(annotation).named(column.name());
        }
        return primitive(column, FIXED_LEN_BYTE_ARRAY)
                .length(bytes(decimal.precision()))
                .as(annotation)
                .named(column.name());
    }

    /** Bytes of two's complement that hold every number of so many digits. */
    static int bytes(int digits) {
        return BigInteger.TEN.pow(digits).bitLength() / Byte.SIZE + 1;
    }

    private static Types.PrimitiveBuilder<PrimitiveType> primitive(Column column, PrimitiveTypeName name) {
        return column.required() ? Types.required(name) : Types.optional(name);
    }
}
