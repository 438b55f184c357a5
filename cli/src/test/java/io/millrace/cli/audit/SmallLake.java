package io.millrace.cli.audit;

import io.millrace.cli.Called;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.ZstdLines;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A lake of transactions that were all rejected. */
public final class SmallLake {

    private final Lake lake;
    private final Plan plan =
            Plans.plan(ContractCompiler.compile(Called.home().resolve("contracts/transactions/contract.yaml"))
                    .contract()
                    .orElseThrow());

    public SmallLake(Path root) {
        lake = new Lake(root.toUri());
    }

    public SmallLake raw(long... offsets) throws IOException {
        LineBuffer lines = new LineBuffer();
        for (long offset : offsets) {
            RawLine.write(record(offset), lines);
        }
        try (OutputStream out = Files.newOutputStream(file(Zone.RAW, "part-0"));
                ZstdLines zstd = new ZstdLines(out)) {
            zstd.write(lines);
            zstd.finish();
        }
        return this;
    }

    public SmallLake rejected(long... offsets) throws IOException {
        return rejectedAgain("part-0", offsets);
    }

    /** The same in a file of its own. */
    public SmallLake rejectedAgain(String name, long... offsets) throws IOException {
        LineBuffer lines = new LineBuffer();
        List<Violation> why = List.of(new Violation(Code.EMPTY, null, null, "empty"));
        for (long offset : offsets) {
            new ErrorLine(plan)
                    .write(ErrorRecord.rejected(record(offset), new Outcome.Rejected(why, null, List.of())), lines);
        }
        Files.write(file(Zone.ERROR, name), lines.toBytes());
        return this;
    }

    private static SourceRecord record(long offset) {
        return new SourceRecord(new Position("transactions", "0", offset), 0, null, List.of(), new byte[0]);
    }

    private Path file(Zone zone, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(lake.partition(zone, "transactions", 0)));
        return folder.resolve(name + zone.suffix());
    }
}
