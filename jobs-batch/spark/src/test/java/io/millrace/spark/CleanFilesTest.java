package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.testkit.contract.Silence;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that Spark writes are those that every other engine would write. */
class CleanFilesTest {

    @TempDir
    private Path folder;

    @Test
    void schema_footer_and_codec_are_those_of_the_clean_zone() throws Exception {
        Plan plan = plan();
        Path input = Files.writeString(
                folder.resolve("a.ndjson"),
                "{\"id\":1,\"at\":\"0001-01-01T00:00:00Z\",\"small\":1.5,\"middle\":-2.25,\"wide\":3,"
                        + "\"real\":0.1,\"yes\":true,\"day\":\"9999-12-31\",\"text\":\"x\",\"tree\":[1],\"more\":2}\n");
        Lake lake = new Lake(folder.resolve("lake").toUri());
        RunOrder order = new RunOrder(
                plan,
                List.of(new MaskKey("k", "0123456789abcdef".getBytes(StandardCharsets.UTF_8))),
                List.of(input.toString()),
                Optional.empty(),
                Repeat.PASS_OVER,
                new Resources(1, 64L << 20));
        new BoundedRuns(RunPlace.here(lake), new SparkRunner()).run(order, new Silence());

        Path file = Path.of(LakeView.read(new LocalFiles(), lake, "every")
                .files(Zone.CLEAN)
                .get(0)
                .uri());
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            ParquetMetadata footer = reader.getFooter();
            assertThat(footer.getFileMetaData().getSchema()).isEqualTo(new CleanParquet(plan).schema());
            assertThat(footer.getFileMetaData().getKeyValueMetaData())
                    .containsEntry(CleanParquet.FOOTER_CONTRACT, "every@1")
                    .containsEntry(CleanParquet.FOOTER_VERSION, CleanParquet.version());
            assertThat(footer.getBlocks().get(0).getColumns())
                    .extracting(ColumnChunkMetaData::getCodec)
                    .containsOnly(CompressionCodecName.ZSTD);
        }
    }

    private static Plan plan() {
        String contract = """
                contract: 1
                dataset: every
                version: 1
                owner: fixtures
                source: { format: json }
                key: [id]
                dedupe: { keep: first, within: 7 d }
                event_time: at
                partition: { by: event_time, zone: UTC }
                unknown_fields: keep
                fields:
                  - { name: id, type: bigint, required: true, mask: { token: hmac, show_last: 1 } }
                  - { name: at, type: timestamp, required: true }
                  - { name: small, type: "decimal(9,2)" }
                  - { name: middle, type: "decimal(18,3)", required: true }
                  - { name: wide, type: "decimal(38,10)" }
                  - { name: real, type: double }
                  - { name: yes, type: boolean }
                  - { name: day, type: date }
                  - { name: text, type: string, required: true }
                  - { name: tree, type: json }
                """;
        return Plans.plan(ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
    }
}
