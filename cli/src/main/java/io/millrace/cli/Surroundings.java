package io.millrace.cli;

import io.millrace.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a call finds around it: the terminal, the environment, the folder it was made in and the checkout that it runs
 * from.
 */
public record Surroundings(Terminal terminal, Map<String, String> environment, Path folder, Path home) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings ofThisProcess() {
        Path folder = Path.of("").toAbsolutePath();
        Path home = Path.of(System.getProperty("millrace.home", folder.toString()));
        return new Surroundings(Terminal.ofThisProcess(), System.getenv(), folder, home);
    }
}
