package io.millrace.testkit.contract;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.ZstdLines;
import io.millrace.zones.json.Instants;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes records into the zones of a lake, one file a zone and day. */
public final class ZoneWriter implements Closeable {

    private final Lake lake;
    private final Plan plan;
    private final ErrorLine errors;
    private final Map<Integer, ParquetWriter<CleanRecord>> clean = new HashMap<>();
    private final Map<Integer, OutputStream> error = new HashMap<>();
    private final Map<Integer, ZstdLines> raw = new HashMap<>();
    private final List<OutputStream> open = new ArrayList<>();
    private final LineBuffer line = new LineBuffer();

    public ZoneWriter(Lake lake, Plan plan) {
        this.lake = lake;
        this.plan = plan;
        errors = new ErrorLine(plan);
    }

    public void raw(SourceRecord record) throws IOException {
        int day = Instants.day(record.sourceTime());
        ZstdLines file = raw.get(day);
        if (file == null) {
            file = new ZstdLines(create(Zone.RAW, day));
            raw.put(day, file);
        }
        line.clear();
        RawLine.write(record, line);
        file.write(line);
    }

    public void clean(CleanRecord record) throws IOException {
        ParquetWriter<CleanRecord> file = clean.get(record.eventDay());
        if (file == null) {
            OutputStream out = create(Zone.CLEAN, record.eventDay());
            file = new CleanParquet(plan).writer(out);
            clean.put(record.eventDay(), file);
        }
        file.write(record);
    }

    public void error(ErrorRecord record) throws IOException {
        int day = Instants.day(record.sourceTime());
        OutputStream file = error.get(day);
        if (file == null) {
            file = create(Zone.ERROR, day);
            error.put(day, file);
        }
        line.clear();
        errors.write(record, line);
        line.writeTo(file);
    }

    private OutputStream create(Zone zone, int day) throws IOException {
        Path folder = Files.createDirectories(Path.of(lake.partition(zone, plan.dataset(), day)));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("rows" + zone.suffix())));
        open.add(out);
        return out;
    }

    @Override
    public void close() throws IOException {
        for (ZstdLines file : raw.values()) {
            file.finish();
        }
        for (ParquetWriter<CleanRecord> file : clean.values()) {
            file.close();
        }
        for (OutputStream out : open) {
            out.close();
        }
    }
}
