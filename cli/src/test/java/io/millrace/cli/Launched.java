package io.millrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A call through the real launcher, with what Maven left in target, and what it answered. */
public record Launched(int exit, String out, String err) {

    public static Launched in(Path folder, String... words) throws IOException, InterruptedException {
        File errors = Files.createTempFile(folder, "err", ".txt").toFile();
        Process process = builder(folder, words).redirectError(errors).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Launched(process.waitFor(), out, Files.readString(errors.toPath()));
    }

    /** A call that has not been started. */
    public static ProcessBuilder builder(Path folder, String... words) {
        List<String> command =
                new ArrayList<>(List.of(Called.home().resolve("millrace").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("MILLRACE_BUILD", "target");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", folder.resolve(".tmp").toString());
        return builder;
    }
}
