package io.millrace.duckdb;

import io.millrace.contract.Compiled;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.FileFeed;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped contracts, and lines that are made for them. */
public final class Datasets {

    private Datasets() {}

    public static Plan plan(String dataset) throws IOException {
        Path file = Path.of(System.getProperty("millrace.home"), "contracts", dataset, "contract.yaml");
        Compiled compiled = ContractCompiler.compile(file.toString(), Files.readAllBytes(file));
        return Plans.plan(compiled.contract().orElseThrow());
    }

    /** So many lines, good and bad ones, beginning with the record of that index. */
    public static byte[] lines(String dataset, long first, long count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeneratorOptions options =
                GeneratorOptions.of(dataset, Carrier.LINES).withFirst(first).withCount(count);
        new FileFeed(out, Pace.UNLIMITED).run(new RecordGenerator(options), FeedListener.NONE);
        return out.toByteArray();
    }
}
