package io.millrace.duckdb;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.LineReader;
import io.millrace.zones.RawLine;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanReader;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;

/** Everything that a run wrote, as sorted text: the same for every engine, whatever its files are called. */
record LakeContents(List<String> clean, List<String> errors, List<String> raw) {

    static LakeContents read(Path lake, Plan plan) throws IOException, JsonLineException {
        List<String> clean = new ArrayList<>();
        for (Path file : files(lake.resolve("clean"))) {
            clean(file, plan, clean);
        }
        List<String> errors = new ArrayList<>();
        ErrorLine line = new ErrorLine(plan);
        for (Path file : files(lake.resolve("error"))) {
            try (InputStream in = Files.newInputStream(file);
                    LineReader lines = LineReader.plain(in, file.toString())) {
                while (lines.next()) {
                    ErrorLine.Entry entry = line.read(new JsonCursor().on(lines.array(), lines.from(), lines.to()));
                    errors.add(folder(file) + " " + entry.contract() + " " + text(plan, entry.record()));
                }
            }
        }
        List<String> raw = new ArrayList<>();
        for (Path file : files(lake.resolve("raw"))) {
            try (InputStream in = Files.newInputStream(file);
                    LineReader lines = LineReader.zstd(in, file.toString())) {
                while (lines.next()) {
                    SourceRecord record = RawLine.read(new JsonCursor().on(lines.array(), lines.from(), lines.to()))
                            .record();
                    raw.add(folder(file) + " " + record.position() + " " + record.sourceTime() + " "
                            + Arrays.hashCode(record.payload()));
                }
            }
        }
        return new LakeContents(sorted(clean), sorted(errors), sorted(raw));
    }

    private static void clean(Path file, Plan plan, List<String> clean) throws IOException {
        CleanParquet parquet = new CleanParquet(plan);
        try (FileChannel channel = FileChannel.open(file);
                ParquetFileReader footer = ParquetFileReader.open(
                        new ChannelInputFile(channel, file.toString()),
                        ParquetReadOptions.builder(new PlainParquetConfiguration())
                                .withPageChecksumVerification(true)
                                .build())) {
            String shape = footer.getFileMetaData().getSchema() + " "
                    + footer.getFileMetaData().getKeyValueMetaData().get(CleanParquet.FOOTER_CONTRACT);
            if (!clean.contains(shape)) {
                clean.add(0, shape);
            }
        }
        try (FileChannel channel = FileChannel.open(file);
                CleanReader rows = parquet.read(new ChannelInputFile(channel, file.toString()))) {
            for (CleanRecord row = rows.read(); row != null; row = rows.read()) {
                clean.add(folder(file) + " " + row.eventDay() + " " + row.position() + " " + row.sourceTime() + " "
                        + CanonicalRow.text(plan.columns(), row.row()));
            }
        }
    }

    private static String text(Plan plan, ErrorRecord record) {
        String fields = record.partial() == null ? "" : CanonicalRow.text(plan.columns(), record.partial());
        return record.kind() + " " + record.position() + " " + record.sourceTime() + " " + record.violations() + " "
                + Objects.toString(record.duplicateOf()) + " " + fields + " " + record.unknown();
    }

    private static String folder(Path file) {
        return file.getParent().getFileName().toString();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
