package io.millrace.spark.write;

import io.millrace.zones.parquet.CleanParquet;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;

/** Spark's own, but for the name of the schema and the footer. Made by Parquet, by its name. */
public final class CleanWriteSupport extends ParquetWriteSupport {

    @Override
    public WriteContext init(Configuration configuration) {
        WriteContext spark = super.init(configuration);
        Map<String, String> footer = new HashMap<>(spark.getExtraMetaData());
        for (String name : new String[] {CleanParquet.FOOTER_CONTRACT, CleanParquet.FOOTER_VERSION}) {
            footer.put(name, configuration.get(name));
        }
        MessageType named = new MessageType(
                configuration.get(CleanFormat.DATASET), spark.getSchema().getFields());
        return new WriteContext(named, footer);
    }
}
