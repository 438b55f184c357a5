package io.millrace.cli;

import io.millrace.cli.terminal.Output;
import io.millrace.cli.terminal.Section;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every verb has, before the verb or behind it. */
@Section("Common")
@Command(name = "millrace")
public final class CommonOptions {

    @Option(
            names = "--output",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "Form of the result on stdout. JSON is one object and stable.")
    private Output output = Output.TEXT;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings file. Default: millrace.yaml in this folder, when it is there.")
    private String config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Section under profiles: of the settings file that overrides its top.")
    private String profile;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and detailed logs.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    public Output output() {
        return output;
    }

    public Optional<String> config() {
        return Optional.ofNullable(config);
    }

    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    public boolean debug() {
        return debug;
    }

    boolean help() {
        return help;
    }
}
