package io.millrace.stream;

import io.millrace.contract.Compiled;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Requests of these tests: a lake and state in one folder, one broker; the rest is said step by step. */
record Requests(
        String brokers,
        Path folder,
        List<Dataset> datasets,
        Until until,
        From from,
        StateBackend backend,
        int parallelism,
        Optional<String> metrics,
        URI lake,
        URI state,
        Duration checkpointEvery) {

    private static final MaskKey MASK_KEY = new MaskKey("k1", "a key for tests only".getBytes(StandardCharsets.UTF_8));

    static Requests of(String brokers, Path folder) {
        return new Requests(
                brokers,
                folder,
                List.of(),
                Until.NOW,
                new From.Latest(),
                StateBackend.HASHMAP,
                2,
                Optional.empty(),
                folder.resolve("lake").toUri(),
                folder.resolve("state").toUri(),
                Duration.ofSeconds(1));
    }

    Requests dataset(String contract, String topic) {
        List<Dataset> more = new ArrayList<>(datasets);
        more.add(new Dataset(plan(contract), topic));
        return new Requests(
                brokers, folder, more, until, from, backend, parallelism, metrics, lake, state, checkpointEvery);
    }

    /** With the lake in files that fail when they are told to. */
    Requests faulty() {
        return new Requests(
                brokers,
                folder,
                datasets,
                until,
                from,
                backend,
                parallelism,
                metrics,
                URI.create(FaultyFiles.SCHEME + "://"
                        + folder.resolve("lake").toUri().getRawPath()),
                state,
                checkpointEvery);
    }

    /** With lake and state in an object store. */
    Requests on(URI root) {
        return new Requests(
                brokers,
                folder,
                datasets,
                until,
                from,
                backend,
                parallelism,
                metrics,
                root.resolve("lake"),
                root.resolve("state"),
                checkpointEvery);
    }

    /** The transactions that ship with the suite. */
    Requests transactions(String topic) throws IOException {
        Path contract = Path.of(System.getProperty("millrace.home"), "contracts/transactions/contract.yaml");
        return dataset(Files.readString(contract), topic);
    }

    Requests until(Until end) {
        return new Requests(
                brokers, folder, datasets, end, from, backend, parallelism, metrics, lake, state, checkpointEvery);
    }

    Requests from(From begin) {
        return new Requests(
                brokers, folder, datasets, until, begin, backend, parallelism, metrics, lake, state, checkpointEvery);
    }

    Requests backend(StateBackend kind) {
        return new Requests(
                brokers, folder, datasets, until, from, kind, parallelism, metrics, lake, state, checkpointEvery);
    }

    Requests parallelism(int subtasks) {
        return new Requests(
                brokers, folder, datasets, until, from, backend, subtasks, metrics, lake, state, checkpointEvery);
    }

    Requests metrics(String ports) {
        return new Requests(
                brokers,
                folder,
                datasets,
                until,
                from,
                backend,
                parallelism,
                Optional.of(ports),
                lake,
                state,
                checkpointEvery);
    }

    Requests checkpointEvery(Duration interval) {
        return new Requests(
                brokers, folder, datasets, until, from, backend, parallelism, metrics, lake, state, interval);
    }

    private boolean masked() {
        return datasets.stream().anyMatch(dataset -> dataset.plan().contract().masksFields());
    }

    RunRequest request() {
        return new RunRequest(
                datasets,
                lake,
                state,
                masked() ? List.of(MASK_KEY) : List.of(),
                new Topics(brokers, Start.EARLIEST, until, List.of()),
                new Execution(parallelism, checkpointEvery, backend, from, OptionalInt.empty(), metrics));
    }

    static Plan plan(String contract) {
        Compiled compiled = ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8));
        return Plans.plan(compiled.contract().orElseThrow(() -> new AssertionError(compiled.problems())));
    }
}
