package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.input.InputListing;
import java.io.IOException;
import java.util.List;

/**
 * How much a run would read.
 *
 * @param bytes as they are stored
 * @param text about how many bytes of text that is: what is compressed counts {@value #EXPANSION} times
 */
public record InputSize(int files, long bytes, long text) {

    /** How much longer JSON lines usually are than what gzip or zstd make of them. */
    public static final int EXPANSION = 6;

    /** Of files; those that earlier runs have read do not count unless they are read again. */
    public static InputSize of(Lake lake, RunOrder order) throws RunFailure, IOException, InterruptedException {
        List<InputFile> asked = InputListing.of(order.inputs(), order.date());
        List<InputFile> chosen = InputChoice.of(asked, view(lake, order.plan().dataset()), order.repeat())
                .chosen();
        long bytes = chosen.stream().mapToLong(InputFile::bytes).sum();
        long text = chosen.stream()
                .mapToLong(file -> file.bytes() * (file.compression() == Compression.NONE ? 1 : EXPANSION))
                .sum();
        return new InputSize(chosen.size(), bytes, text);
    }

    /** Of days of the raw zone. */
    public static InputSize of(Lake lake, ReprocessOrder order) throws RunFailure, IOException {
        List<ZoneFile> raw = Reprocessing.files(view(lake, order.plan().dataset()), Zone.RAW, order.days());
        long bytes = raw.stream().mapToLong(ZoneFile::size).sum();
        return new InputSize(raw.size(), bytes, bytes * EXPANSION);
    }

    private static LakeView view(Lake lake, String dataset) throws RunFailure, IOException {
        return LakeView.read(Storage.of(lake.root()), lake, dataset);
    }
}
