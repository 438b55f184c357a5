package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A lake of generated transactions in a folder where calls are made, written by the command. */
record GeneratedLake(Path folder) {

    private static final Path LAKE = Path.of(".millrace/lake");

    /** Records of that seed, as files of a stream. */
    GeneratedLake stream(int seed, int records) throws Exception {
        String name = "in-" + seed + ".ndjson";
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        said(0, "generate", "--seed", "" + seed, "--records", "" + records, "--out", name);
        said(0, "batch", "transactions", "--runner", "duckdb", "--input", name, "--mask-key", "k1=mask.key");
        for (Path file : files()) {
            String run = file.getFileName().toString();
            if (run.startsWith("run-")) {
                Files.move(file, file.resolveSibling(run.replaceFirst("run-[0-9]*", "part-" + seed)));
            }
        }
        try (Stream<Path> markers = Files.list(folder.resolve(LAKE).resolve("runs/transactions"))) {
            for (Path marker : markers.toList()) {
                Files.delete(marker);
            }
        }
        return this;
    }

    /** The files of the clean zone. */
    List<Path> clean() throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .sorted()
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(LAKE))) {
            return files.filter(file -> file.toString().contains("/dt=") && Files.isRegularFile(file))
                    .toList();
        }
    }

    /** Calls, and expects this exit. */
    Launched said(int exit, String... words) throws Exception {
        Launched call = Launched.in(folder, words);
        assertThat(call.exit()).as(call.out() + call.err()).isEqualTo(exit);
        return call;
    }

    /** The warehouse's answer. */
    String asked(String sql) throws Exception {
        return said(0, "query", sql).out();
    }
}
