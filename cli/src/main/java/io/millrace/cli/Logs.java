package io.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells the logging of the libraries where to go, before any of them logs. Runs keep a file; other verbs log only with
 * {@code --debug}. A configuration of the user's own ({@code -Dlog4j2.configurationFile}) is left alone.
 */
final class Logs {

    private static final String CONFIGURATION = "log4j2.configurationFile";
    /** The other name of it, which Flink's own scripts use. */
    private static final String CONFIGURATION_OF_FLINK = "log4j.configurationFile";
    /** Connectors to object stores log through the JDK: into the same places. */
    private static final String JDK_MANAGER = "java.util.logging.manager";

    private static final String FOLDER = ".millrace/log";

    private Logs() {}

    /** The log file, if the verb keeps one. */
    static Optional<Path> direct(Call call, Verb verb) {
        System.setProperty(JDK_MANAGER, "org.apache.logging.log4j.jul.LogManager");
        if (System.getProperty(CONFIGURATION) != null || System.getProperty(CONFIGURATION_OF_FLINK) != null) {
            return Optional.empty();
        }
        Optional<Path> file = verb.isRun() ? file(call, verb) : Optional.empty();
        System.setProperty(
                CONFIGURATION, "classpath:io/millrace/cli/log4j2-" + (file.isPresent() ? "run" : "quiet") + ".xml");
        file.ifPresent(path -> System.setProperty("millrace.log.file", path.toString()));
        boolean debug = call.options().debug();
        String quiet = verb == Verb.STREAM && !call.terminal().live() ? "WARN" : "OFF";
        System.setProperty("millrace.log.console", debug ? "INFO" : quiet);
        return file;
    }

    private static Optional<Path> file(Call call, Verb verb) {
        try {
            return Optional.of(Files.createDirectories(call.path(FOLDER)).resolve(verb.word() + ".log"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
