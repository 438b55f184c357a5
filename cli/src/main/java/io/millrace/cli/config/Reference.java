package io.millrace.cli.config;

import io.millrace.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value stands that is not to be written down: {@code ${file:PATH}} or {@code ${env:NAME}}. */
public record Reference(Scheme scheme, String target) {

    private static final Pattern WRITTEN = Pattern.compile("\\$\\{(file|env):([^}]+)}");
    private static final int LONGEST = 1 << 16;

    /** The kinds of places. */
    public enum Scheme {
        FILE,
        ENV
    }

    static Optional<Reference> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Reference(matcher.group(1).equals("file") ? Scheme.FILE : Scheme.ENV, matcher.group(2)))
                : Optional.empty();
    }

    static String toFile(String path) {
        return "${file:" + path + "}";
    }

    /** The bytes that stand there, less one final line feed; relative paths begin at the folder. */
    byte[] read(String key, Path folder, Map<String, String> environment) throws Failure {
        return scheme == Scheme.FILE ? readFile(key, folder.resolve(target)) : readVariable(key, environment);
    }

    private static byte[] readFile(String key, Path file) throws Failure {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
                throw Failure.usage(key + ": " + file + " is longer than 64 KiB, which no secret is");
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean lineFeed = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
            return lineFeed ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        } catch (IOException e) {
            String why = Files.exists(file) ? "cannot be read by this user" : "does not exist";
            throw Failure.usage(key + ": the file " + file + " " + why);
        }
    }

    private byte[] readVariable(String key, Map<String, String> environment) throws Failure {
        String value = environment.get(target);
        if (value == null) {
            throw Failure.usage(key + ": the environment variable " + target + " is not set");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return scheme == Scheme.FILE ? toFile(target) : "${env:" + target + "}";
    }
}
