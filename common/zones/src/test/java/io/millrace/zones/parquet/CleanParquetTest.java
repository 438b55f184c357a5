package io.millrace.zones.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.PlanSamples;
import io.millrace.zones.RowSamples;
import io.millrace.zones.record.CleanRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanParquetTest {

    @TempDir
    private Path folder;

    @Test
    void a_clean_row_read_back_equals_the_row() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Plan plan = PlanSamples.random(random);
            List<CleanRecord> records = records(plan, random, random.nextInt(300));
            Path file = write(plan, records, 1 + random.nextInt(2000));
            assertThat(read(plan, file, columnNames(plan))).as("seed %d", seed).isEqualTo(records);
        }
    }

    @Test
    void a_projection_reads_its_columns_and_the_position() throws IOException {
        Plan plan = PlanSamples.transactions();
        List<CleanRecord> records = records(plan, new Random(1), 10);
        Path file = write(plan, records, 1 << 20);
        List<CleanRecord> read = read(plan, file, List.of("amount"));
        assertThat(read)
                .extracting(CleanRecord::position)
                .isEqualTo(records.stream().map(CleanRecord::position).toList());
        Row first = read.get(0).row();
        int amount = plan.columnIndex("amount");
        assertThat(first.longAt(amount)).isEqualTo(records.get(0).row().longAt(amount));
        assertThat(first.isAbsent(plan.columnIndex("transaction_id"))).isTrue();
    }

    @Test
    void every_cut_of_a_file_is_an_error_that_names_it() throws IOException {
        Plan plan = PlanSamples.transactions();
        byte[] whole = Files.readAllBytes(write(plan, records(plan, new Random(2), 50), 1 << 20));
        Path cut = folder.resolve("cut.parquet");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(plan, cut, columnNames(plan)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut.parquet");
        }
    }

    @Test
    void no_flipped_bit_changes_a_row() throws IOException {
        Plan plan = PlanSamples.transactions();
        List<CleanRecord> records = records(plan, new Random(3), 50);
        byte[] whole = Files.readAllBytes(write(plan, records, 1 << 20));
        Path damaged = folder.resolve("damaged.parquet");
        Random random = new Random(4);
        int seen = 0;
        for (int round = 0; round < 300; round++) {
            byte[] bytes = whole.clone();
            bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, bytes);
            try {
                assertThat(read(plan, damaged, columnNames(plan)))
                        .as("round %d", round)
                        .isEqualTo(records);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("damaged.parquet");
                seen++;
            }
        }
        assertThat(seen)
                .as("of 300; the others hit what no reader of rows looks at")
                .isGreaterThan(100);
    }

    private static List<CleanRecord> records(Plan plan, Random random, int count) {
        List<CleanRecord> records = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            records.add(RowSamples.record(plan, random));
        }
        return records;
    }

    private Path write(Plan plan, List<CleanRecord> records, long rowGroupBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(bytes, rowGroupBytes)) {
            for (CleanRecord record : records) {
                writer.write(record);
            }
        }
        Path file = folder.resolve("rows.parquet");
        return Files.write(file, bytes.toByteArray());
    }

    private static List<CleanRecord> read(Plan plan, Path file, List<String> columns) throws IOException {
        List<CleanRecord> records = new ArrayList<>();
        try (CleanReader reader = new CleanParquet(plan)
                .read(new ChannelInputFile(Files.newByteChannel(file), file.toString()), columns)) {
            for (CleanRecord record = reader.read(); record != null; record = reader.read()) {
                records.add(record);
            }
        }
        return records;
    }

    private static List<String> columnNames(Plan plan) {
        return plan.columns().stream().map(column -> column.name()).toList();
    }
}
