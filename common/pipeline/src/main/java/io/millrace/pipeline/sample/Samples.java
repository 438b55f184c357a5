package io.millrace.pipeline.sample;

import io.millrace.contract.Problem;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the samples of any contract folder: every {@code samples/*.yaml}, each file a stream of its own. */
public final class Samples {

    /** The folder beside a contract in which its samples stand. */
    public static final String FOLDER = "samples";

    /** Samples are public, and so is the key under which their masked fields become tokens. */
    private static final List<MaskKey> KEYS =
            List.of(new MaskKey("sample", "a key for samples only".getBytes(StandardCharsets.US_ASCII)));

    private final Plan plan;
    private final List<SampleResult> results = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Samples(Plan plan) {
        this.plan = plan;
    }

    /** Runs the samples that stand beside a contract; a folder without any gives a report without results. */
    public static SampleReport run(Path contractFolder, Plan plan) throws IOException {
        Samples samples = new Samples(plan);
        for (Path file : files(contractFolder.resolve(FOLDER))) {
            samples.run(file.toString(), bytes(file));
        }
        return new SampleReport(samples.results, samples.problems);
    }

    /** Runs the samples of one file. */
    public static SampleReport run(String fileName, byte[] yaml, Plan plan) {
        Samples samples = new Samples(plan);
        samples.run(fileName, yaml);
        return new SampleReport(samples.results, samples.problems);
    }

    private void run(String fileName, byte[] yaml) {
        Problems found = new Problems(fileName);
        Comparison comparison = new Comparison(plan);
        SampleRun run = new SampleRun(plan, KEYS);
        List<Sample> samples = new SampleReader(found).read(yaml);
        for (Sample sample : samples) {
            List<Difference> differences =
                    comparison.differences(sample.expected(), run.next(sample.name(), sample.payload()));
            results.add(new SampleResult(fileName, sample.place(), sample.name(), differences));
        }
        if (samples.isEmpty() && !found.hasErrors()) {
            found.error(Place.START, "", "a file of samples without samples", Optional.empty());
        }
        problems.addAll(found.inFileOrder());
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
                found.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** One byte more than is read, so that the reader itself says that a file is too long. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlReader.MAX_BYTES + 1);
        }
    }
}
