package io.millrace.cli;

import io.millrace.cli.config.Flags;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.SettingsReader;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.terminal.Json;
import io.millrace.cli.terminal.Output;
import io.millrace.cli.terminal.Terminal;
import io.millrace.zones.file.StorageOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One call of the command: where it happens, what it was told, and where its result goes. */
public final class Call {

    private final Surroundings surroundings;
    private final CommonOptions options = new CommonOptions();
    private final Flags flags = new Flags();
    private Path log;

    Call(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Terminal terminal() {
        return surroundings.terminal();
    }

    /** The options that every verb has. */
    public CommonOptions options() {
        return options;
    }

    /** Where options leave the settings that they give. */
    public Flags flags() {
        return flags;
    }

    public boolean wantsJson() {
        return options.output() == Output.JSON;
    }

    /** A path of the call: a relative one begins in the folder where the call was made. */
    public Path path(String path) {
        return surroundings.folder().resolve(path).normalize();
    }

    /** A path or URI of the call, as a URI. */
    public URI uri(String place) {
        return Settings.place(place, surroundings.folder());
    }

    /** Reads the settings; to be asked for once all options are parsed. */
    public Settings settings() throws Failure, BadFile {
        Settings settings = SettingsReader.read(surroundings, options.config(), options.profile(), flags);
        StorageOptions.set(settings.storageOptions());
        return settings;
    }

    /** The file in which the libraries log, if the verb keeps one. */
    public Optional<Path> log() {
        return Optional.ofNullable(log);
    }

    void keepLog(Optional<Path> file) {
        log = file.orElse(null);
    }

    /** Prints a line of the result. */
    public void print(String line) {
        terminal().out().println(line);
    }

    /** Prints the result as one JSON object. */
    public void print(Json.Members members) {
        terminal().out().print(Json.object(members));
        terminal().out().flush();
    }

    /** Tells the person who watches; never part of the result. */
    public void tell(String line) {
        terminal().err().println(line);
    }
}
