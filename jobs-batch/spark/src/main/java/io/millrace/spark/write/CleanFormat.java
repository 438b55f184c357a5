package io.millrace.spark.write;

import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.parquet.CleanParquet;
import java.util.Map;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;

/** Spark's own Parquet files, with the name and the footer that files of the clean zone have. */
public final class CleanFormat extends ParquetFileFormat {

    private static final long serialVersionUID = 1;

    static final String DATASET = "millrace.dataset";

    /** What must be said of the files that are written. */
    public static Map<String, String> options(Plan plan) {
        return Map.of(
                DATASET,
                plan.dataset(),
                CleanParquet.FOOTER_CONTRACT,
                plan.contract().id(),
                CleanParquet.FOOTER_VERSION,
                CleanParquet.version(),
                ParquetOutputFormat.BLOCK_SIZE,
                Long.toString(CleanParquet.DEFAULT_ROW_GROUP_BYTES));
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session, Job job, scala.collection.immutable.Map<String, String> options, StructType schema) {
        OutputWriterFactory writers = super.prepareWrite(session, job, options, schema);
        for (String name : new String[] {DATASET, CleanParquet.FOOTER_CONTRACT, CleanParquet.FOOTER_VERSION}) {
            job.getConfiguration().set(name, options.apply(name));
        }
        ParquetOutputFormat.setWriteSupportClass(job, CleanWriteSupport.class);
        return writers;
    }
}
