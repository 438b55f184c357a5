package io.millrace.zones.run;

import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at what an engine wrote into a folder that is laid out like a lake, and counts what is in its files. */
record StagedFiles(ZoneFiles files, URI lake, String dataset) {

    private static final Pattern DAY = Pattern.compile("dt=\\d{4}-\\d{2}-\\d{2}");

    /** In the order of their names; something that has no place in a lake is an error. */
    List<StagedFile> counted() throws IOException {
        List<StagedFile> counted = new ArrayList<>();
        for (ZoneFile file : files.list(lake)) {
            counted.add(counted(file));
        }
        return counted;
    }

    private StagedFile counted(ZoneFile file) throws IOException {
        String inLake = lake.relativize(file.uri()).getPath();
        String[] names = inLake.split("/");
        for (Zone zone : Zone.values()) {
            if (names.length == 4
                    && names[0].equals(zone.folder())
                    && names[1].equals(dataset)
                    && DAY.matcher(names[2]).matches()
                    && names[3].endsWith(zone.suffix())) {
                return counted(zone, names[2], file);
            }
        }
        throw new IOException("the engine wrote " + inLake + ", which has no place in a lake");
    }

    private StagedFile counted(Zone zone, String day, ZoneFile file) throws IOException {
        String name = Storage.shown(file.uri());
        long rows = 0;
        long rejected = 0;
        switch (zone) {
            case RAW -> {
                try (LineReader lines = LineReader.zstd(files.read(file.uri()), name)) {
                    for (LineReader heads = lines.heads(1); heads.next(); ) {
                        rows++;
                    }
                }
            }
            case CLEAN -> {
                try (SeekableByteChannel channel = files.open(file.uri())) {
                    rows = CleanParquet.rows(new ChannelInputFile(channel, name));
                }
            }
            case ERROR -> {
                LineHead head = new LineHead();
                try (LineReader lines =
                        LineReader.plain(files.read(file.uri()), name).heads(LineHead.MAX_BYTES)) {
                    while (lines.next()) {
                        head.error(lines);
                        rows++;
                        rejected += head.kind() == ErrorRecord.Kind.REJECTED ? 1 : 0;
                    }
                } catch (JsonLineException e) {
                    throw new IOException(name + " holds a line that is no error: " + e.getMessage(), e);
                }
            }
        }
        return new StagedFile(zone, day, file.uri(), rows, rejected, file.size());
    }
}
