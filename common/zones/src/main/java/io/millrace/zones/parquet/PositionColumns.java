package io.millrace.zones.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;

/** The columns that follow the contract's own in every clean file: where the row came from and who judged it. */
public final class PositionColumns {

    public static final String SOURCE = "_source";
    public static final String SPLIT = "_split";
    public static final String OFFSET = "_offset";
    public static final String SOURCE_TIME = "_source_time";
    public static final String CONTRACT = "_contract";

    private PositionColumns() {}

    static List<PrimitiveType> types() {
        return List.of(
                text(SOURCE),
                text(SPLIT),
                Types.required(INT64).named(OFFSET),
                Types.required(INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(SOURCE_TIME),
                text(CONTRACT));
    }

    private static PrimitiveType text(String name) {
        return Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
    }
}
