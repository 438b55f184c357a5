package io.millrace.flink.sink;

import io.millrace.zones.Lake;
import java.io.Serializable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts a record into the folder of its day: {@code dt=2025-04-06}. No name comes from the record's own text. */
final class DayBuckets<T> implements BucketAssigner<T, String> {

    private static final long serialVersionUID = 1;

    private final Day<T> days;
    private transient int latestDay;
    private transient String latestName;

    DayBuckets(Day<T> days) {
        this.days = days;
    }

    int day(T record) {
        return days.of(record);
    }

    @Override
    public String getBucketId(T record, Context context) {
        int day = days.of(record);
        if (latestName == null || day != latestDay) {
            latestDay = day;
            latestName = Lake.partitionName(day);
        }
        return latestName;
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    /** The epoch day under which a record is filed. */
    interface Day<T> extends Serializable {
        int of(T record);
    }
}
